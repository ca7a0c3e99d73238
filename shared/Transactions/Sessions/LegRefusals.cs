using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Refusals;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Transactions.Saga;

namespace WalletFunctions.Shared.Transactions.Sessions;

/// <summary>Which legs are to blame for a refusal: the ledger names a wallet, the partner asked for legs.</summary>
public static class LegRefusals
{
    /// <summary>
    /// The legs of a session that was refused as one posting: those that move the wallet in the direction that was refused; every leg where
    /// the refusal is of the whole.
    /// </summary>
    /// <param name="refusal">Why.</param>
    /// <param name="legs">The legs.</param>
    public static IReadOnlyList<LegRefusal> Of(LedgerRefusal refusal, IReadOnlyList<TransactionOrder> legs)
    {
        ArgumentNullException.ThrowIfNull(legs);
        var (wallet, direction) = BlameOf(refusal);
        TransactionOrder[] blamed = wallet is not { } id
            ? []
            : [.. legs.Where(leg => (direction != EntryDirection.Credit && leg.Source == id) || (direction != EntryDirection.Debit && leg.Destination == id))];
        return [.. (blamed.Length > 0 ? blamed : legs).Select(leg => new LegRefusal(leg.Id, LedgerReasons.ToRefusal(refusal, leg)))];
    }

    /// <summary>
    /// What the session as a whole is refused for: the reason of the first leg that is to blame, with every such leg named by its place in the request.
    /// </summary>
    /// <param name="refusals">The legs that are to blame.</param>
    /// <param name="legs">All legs, in the order of the request.</param>
    public static Refusal Together(IReadOnlyList<LegRefusal> refusals, IReadOnlyList<TransactionOrder> legs)
    {
        ArgumentNullException.ThrowIfNull(refusals);
        ArgumentNullException.ThrowIfNull(legs);
        var byLeg = refusals.DistinctBy(refused => refused.Leg).ToDictionary(refused => refused.Leg, refused => refused.Refusal);
        var blamed = legs.Select((leg, place) => (leg.Id, Place: place)).Where(leg => byLeg.ContainsKey(leg.Id)).ToArray();
        var first = byLeg[blamed[0].Id];
        return first with
        {
            Detail = $"{blamed.Length} of {legs.Count} transactions refused the session; the first one: {first.Detail}",
            Faults = [.. blamed.Select(leg => new FieldFault($"transactions[{leg.Place}]", $"{byLeg[leg.Id].Code}: {byLeg[leg.Id].Detail}"))],
        };
    }

    private static (WalletId? Wallet, EntryDirection? Direction) BlameOf(LedgerRefusal refusal) => refusal switch
    {
        InsufficientFunds funds => (funds.Wallet, EntryDirection.Debit),
        WalletSuspended suspended => (suspended.Wallet, EntryDirection.Debit),
        AboveTransactionLimit limit => (limit.Wallet, limit.Direction),
        AboveWindowSum limit => (limit.Wallet, limit.Direction),
        AboveWindowCount limit => (limit.Wallet, limit.Direction),
        AboveMaximumBalance limit => (limit.Wallet, EntryDirection.Credit),
        BalanceOverflow overflow => (overflow.Wallet, null),
        CurrencyMismatch mismatch => (mismatch.Wallet, null),
        WalletNotOpen wallet => (wallet.Wallet, null),
        WalletBlocked wallet => (wallet.Wallet, null),
        WalletClosed wallet => (wallet.Wallet, null),
        LimitsUndefined wallet => (wallet.Wallet, null),
        UnknownWallet wallet => (wallet.Wallet, null),
        _ => (null, null),
    };
}
