using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Ledger.Refusals;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Ledger.Rules;

/// <summary>
/// Limits per wallet and per customer. They are consumed in the write that moves the money, so that they cannot be raced, and whether a limit is set or not, so that one that is set
/// later finds what was consumed before.
/// </summary>
internal static class LimitRules
{
    /// <summary>The rule for a wallet, from its profile; null if nothing is said about such a wallet.</summary>
    internal static LimitRule? Find(PartnerTerms terms, WalletType type, KycTier? tier, LimitProfileId? profile, Currency currency) =>
        profile is { } id && tier is { } known && terms.Profiles.TryGetValue(id, out LimitProfile? found) ? found.Find(type, known, currency) : null;

    /// <summary>Checks a movement and consumes the limits of the wallet and of its customer.</summary>
    /// <param name="draft">The rows, with the balances as they will be.</param>
    /// <param name="movement">What moves.</param>
    /// <param name="consumed">What it consumed, if it was not refused.</param>
    internal static LedgerRefusal? Consume(LedgerDraft draft, Movement movement, out ConsumedWindow consumed)
    {
        consumed = default;
        WalletRow wallet = draft.FindWallet(movement.Wallet)!;
        if (Find(draft.Context.Terms, wallet.Type, wallet.Tier, wallet.LimitProfile, wallet.Currency) is not { } rule)
        {
            return new LimitsUndefined(wallet.Wallet, wallet.LimitProfile!.Value);
        }

        CustomerRow? customer = draft.FindCustomer(wallet);
        DateOnly date = Latest(draft.Context.Today, wallet.Windows.Date, customer?.Windows.Date ?? default);
        var own = new LimitCheck(wallet, LimitScope.Wallet, rule.Wallet, wallet.Windows.At(date), (Int128)wallet.PostedMinor + wallet.InboundMinor);
        LedgerRefusal? refusal = own.Check(movement);
        if (refusal is null && customer is not null)
        {
            Int128 together = (Int128)customer.PostedMinor + customer.InboundMinor;
            refusal = new LimitCheck(wallet, LimitScope.Customer, rule.Customer ?? LimitSet.None, customer.Windows.At(date), together).Check(movement);
        }

        if (refusal is not null)
        {
            return refusal;
        }

        long minor = (long)movement.Minor;
        draft.Replace(wallet with { Windows = wallet.Windows.Consume(date, movement.Direction, minor, 1) });
        if (customer is not null)
        {
            draft.PutCustomer(customer with { Windows = customer.Windows.Consume(date, movement.Direction, minor, 1) });
        }

        consumed = new ConsumedWindow(movement.Wallet, movement.Direction, date, minor, 1, customer is not null);
        return null;
    }

    /// <summary>Gives consumed limits back to the windows that they came from, where those are still open.</summary>
    internal static void GiveBack(LedgerDraft draft, ConsumedWindow window, long minor, int count)
    {
        WalletRow wallet = draft.FindWallet(window.Wallet)!;
        draft.Replace(wallet with { Windows = wallet.Windows.GiveBack(window.Date, window.Direction, minor, count) });
        if (window.Customer)
        {
            CustomerRow customer = draft.GetCustomer(wallet);
            draft.PutCustomer(customer with { Windows = customer.Windows.GiveBack(window.Date, window.Direction, minor, count) });
        }
    }

    private static DateOnly Latest(DateOnly first, DateOnly second, DateOnly third)
    {
        DateOnly latest = first > second ? first : second;
        return latest > third ? latest : third;
    }
}
