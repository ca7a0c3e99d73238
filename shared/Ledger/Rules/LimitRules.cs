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
    /// <param name="draft">The rows.</param>
    /// <param name="movement">What moves.</param>
    /// <param name="consumed">What it consumed, if it was not refused.</param>
    internal static LedgerRefusal? Consume(LedgerDraft draft, Movement movement, out ConsumedWindow consumed)
    {
        consumed = default;
        WalletRow wallet = draft.FindWallet(movement.Wallet)!;
        if (FindRule(draft, wallet) is not { } rule)
        {
            return Undefined(wallet);
        }

        CustomerRow? customer = draft.FindCustomer(wallet);
        DateOnly date = Latest(draft.Context.Today, wallet.Windows.Date, customer?.Windows.Date ?? default);
        LedgerRefusal? refusal = Check(wallet, LimitScope.Wallet, rule.Wallet, wallet.Windows.At(date), movement)
            ?? (customer is null ? null : Check(wallet, LimitScope.Customer, rule.Customer ?? LimitSet.None, customer.Windows.At(date), movement));
        if (refusal is not null)
        {
            return refusal;
        }

        long minor = (long)movement.Total;
        int count = movement.Transactions.Count;
        draft.Replace(wallet with { Windows = wallet.Windows.Consume(date, movement.Direction, minor, count) });
        if (customer is not null)
        {
            draft.PutCustomer(customer with { Windows = customer.Windows.Consume(date, movement.Direction, minor, count) });
        }

        consumed = new ConsumedWindow(movement.Wallet, movement.Direction, date, minor, count, customer is not null);
        return null;
    }

    /// <summary>Checks the balance of a wallet that was credited, and of its customer, as the draft has them now, with what is reserved to come in.</summary>
    internal static LedgerRefusal? CheckMaximumBalance(LedgerDraft draft, WalletRow wallet)
    {
        if (FindRule(draft, wallet) is not { } rule)
        {
            return Undefined(wallet);
        }

        Int128 balance = (Int128)wallet.PostedMinor + wallet.InboundMinor;
        if (rule.Wallet.MaximumBalanceMinor is { } limit && balance > limit)
        {
            return AboveMaximum(wallet, LimitScope.Wallet, limit, balance);
        }

        CustomerRow? customer = draft.FindCustomer(wallet);
        if (customer is not null && rule.Customer?.MaximumBalanceMinor is { } customerLimit)
        {
            Int128 together = (Int128)customer.PostedMinor + customer.InboundMinor;
            return together > customerLimit ? AboveMaximum(wallet, LimitScope.Customer, customerLimit, together) : null;
        }

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

    private static LimitRule? FindRule(LedgerDraft draft, WalletRow wallet) =>
        Find(draft.Context.Terms, wallet.Type, wallet.Tier, wallet.LimitProfile, wallet.Currency);

    private static LimitsUndefined Undefined(WalletRow wallet) => new(wallet.Wallet, wallet.LimitProfile!.Value);

    private static AboveMaximumBalance AboveMaximum(WalletRow wallet, LimitScope scope, long limit, Int128 balance) => new(
        wallet.Wallet,
        scope,
        new Money(limit, wallet.Currency),
        new Money(balance > long.MaxValue ? long.MaxValue : (long)balance, wallet.Currency));

    private static LedgerRefusal? Check(WalletRow wallet, LimitScope scope, LimitSet limits, LimitWindows windows, Movement movement)
    {
        DirectionLimits direction = movement.Direction == EntryDirection.Debit ? limits.Debit : limits.Credit;
        foreach ((_, long minor) in movement.Transactions)
        {
            if (minor > direction.TransactionMinor)
            {
                return new AboveTransactionLimit(
                    wallet.Wallet, scope, movement.Direction, new Money(direction.TransactionMinor.Value, wallet.Currency), new Money(minor, wallet.Currency));
            }
        }

        return CheckWindow(wallet, scope, LimitPeriod.Day, direction.DayMinor, direction.DayCount, windows.Day, movement)
            ?? CheckWindow(wallet, scope, LimitPeriod.Month, direction.MonthMinor, direction.MonthCount, windows.Month, movement);
    }

    private static LedgerRefusal? CheckWindow(WalletRow wallet, LimitScope scope, LimitPeriod period, long? limitMinor, int? limitCount, LimitUse use, Movement movement)
    {
        long usedMinor = use.SumOf(movement.Direction);
        int usedCount = use.CountOf(movement.Direction);
        Int128 sum = usedMinor + movement.Total;
        if (sum > limitMinor)
        {
            return new AboveWindowSum(
                wallet.Wallet,
                scope,
                movement.Direction,
                period,
                new Money(limitMinor.Value, wallet.Currency),
                new Money(usedMinor, wallet.Currency),
                new Money(movement.Total > long.MaxValue ? long.MaxValue : (long)movement.Total, wallet.Currency));
        }

        if ((long)usedCount + movement.Transactions.Count > limitCount)
        {
            return new AboveWindowCount(wallet.Wallet, scope, movement.Direction, period, limitCount.Value, usedCount);
        }

        return sum > long.MaxValue ? new BalanceOverflow(wallet.Wallet, new Money(usedMinor, wallet.Currency), new Money(movement.Transactions[0].Minor, wallet.Currency)) : null;
    }

    private static DateOnly Latest(DateOnly first, DateOnly second, DateOnly third)
    {
        DateOnly latest = first > second ? first : second;
        return latest > third ? latest : third;
    }
}
