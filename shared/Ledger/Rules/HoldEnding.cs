using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Rows;

namespace WalletFunctions.Shared.Ledger.Rules;

/// <summary>What the one outcome of a hold does to its wallet: nothing is held any more, and the limits that were not used go back.</summary>
internal static class HoldEnding
{
    /// <summary>Ends an active hold. Never refuses.</summary>
    /// <param name="draft">The rows: wallet, customer and (where the hold takes a posting back) the original are known.</param>
    /// <param name="hold">The hold with its outcome set.</param>
    /// <returns>What a capture consumed of the hold's limits: for the posting that used it.</returns>
    internal static ConsumedWindow? Apply(LedgerDraft draft, HoldRow hold)
    {
        WalletRow wallet = draft.FindWallet(hold.Wallet)!;
        WalletRow changed = Change(wallet, hold.Kind, -hold.Amount.Minor);
        draft.Replace(changed);
        if (hold.Kind == HoldKind.Inbound && draft.FindCustomer(wallet) is { } customer)
        {
            draft.PutCustomer(customer with { InboundMinor = customer.InboundMinor - hold.Amount.Minor });
        }

        draft.Replace(hold with { EndedAs = changed.HoldChanges });
        long principal = hold.Amount.Minor - hold.FeeMinor;
        Undoing.GiveUp(draft, hold, principal - Math.Min(principal, hold.CapturedMinor));
        if (hold.Consumed.Count == 0)
        {
            return null;
        }

        // The principal is captured first: what is left over of a part is the fee.
        ConsumedWindow consumed = hold.Consumed[0];
        long used = Math.Min(consumed.Minor, hold.CapturedMinor);
        bool captured = hold.State == HoldState.Captured;
        LimitRules.GiveBack(draft, consumed, consumed.Minor - used, captured ? 0 : consumed.Count);
        return captured ? consumed with { Minor = used } : null;
    }

    /// <summary>The wallet with a change of holds: so much more is reserved, or (negative) less.</summary>
    internal static WalletRow Change(WalletRow wallet, HoldKind kind, long minor) => kind switch
    {
        HoldKind.Outgoing => wallet with { HeldMinor = wallet.HeldMinor + minor, HoldChanges = wallet.HoldChanges + 1 },
        HoldKind.Inbound => wallet with { InboundMinor = wallet.InboundMinor + minor, HoldChanges = wallet.HoldChanges + 1 },
        _ => wallet with { HoldChanges = wallet.HoldChanges + 1 },
    };

    /// <summary>Asks for the rows that <see cref="Apply"/> needs.</summary>
    internal static void Load(LedgerDraft draft, HoldRow hold)
    {
        if (draft.FindWallet(hold.Wallet) is { } wallet && (wallet.CustomerLimited || (hold.Consumed.Count > 0 && hold.Consumed[0].Customer)))
        {
            draft.GetCustomer(wallet);
        }

        if (hold.Undo is { } undo)
        {
            draft.Find(RowKeys.Posting(undo.Posting));
        }
    }
}
