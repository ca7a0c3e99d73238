using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Refusals;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Ledger.Rules;

/// <summary>Decides holds and inbound reservations: placing and releasing. Capturing is a posting.</summary>
internal static class HoldRules
{
    internal static LedgerRefusal? CheckShape(PlaceHold command)
    {
        if (command.Wallet.IsSystem)
        {
            return new ForeignWallet(command.Wallet.Value, command.Wallet.PartitionNumber);
        }

        if (!command.Amount.IsPositive)
        {
            return new InvalidAmount(command.Amount);
        }

        if (command.FeeMinor < 0 || command.FeeMinor >= command.Amount.Minor)
        {
            return new InvalidAmount(new Money(command.FeeMinor, command.Amount.Currency));
        }

        bool isInbound = command.Kind == HoldKind.Inbound;
        return !Enum.IsDefined(command.Kind) ? new InvalidCommand("kind", "a known word")
            : command.Purpose is not (PostingPurpose.Movement or PostingPurpose.Reversal) ? new InvalidCommand("purpose", "movement or reversal")
            : isInbound && (command.Purpose == PostingPurpose.Reversal || command.Undo is not null) ? new InvalidCommand("kind", "what is taken back reserves funds; its credit needs no reservation")
            : command.Kind == HoldKind.TakeBack && command.Undo is not { Kind: UndoKind.Reversal } ? new InvalidCommand("undo", "a right to reverse names what it reverses")
            : command.Undo is not null && command.FeeMinor > 0 ? new InvalidCommand("feeMinor", "what is taken back has no fee on top")
            : command.Undo is { Kind: UndoKind.Reversal, Posting.Value.Length: > Identifiers.PostingId.MaxLength / 2 } ? new InvalidCommand("undo", "a reversal's id derives from its original's")
            : null;
    }

    internal static LedgerDecision Place(PlaceHold command, LedgerDraft draft)
    {
        string rowKey = RowKeys.Hold(command.Wallet, command.Id);
        string fingerprint = Fingerprint.Of(command);
        WalletRow? wallet = draft.FindWallet(command.Wallet);
        if (wallet is not null)
        {
            draft.FindCustomer(wallet);
        }

        PostingRow? original = null;
        LedgerRefusal? unknown = null;
        if (command.Undo is { } undo)
        {
            original = Undoing.Find(draft, undo, out unknown);
        }

        if (draft.IsIncomplete)
        {
            return draft.ToIncomplete();
        }

        ConsumedWindow? consumed = null;
        LedgerRefusal? refusal = wallet is null ? new UnknownWallet(command.Wallet)
            : wallet.Currency != command.Amount.Currency ? new CurrencyMismatch(wallet.Wallet, wallet.Currency, command.Amount.Currency)
            : unknown ?? TakeBack(command, original, draft) ?? Check(command, wallet, draft) ?? Reserve(command, draft, out consumed);
        if (refusal is not null)
        {
            return new LedgerDecision.Refused(refusal, new RefusalRow(rowKey, refusal, fingerprint, draft.Context.Now));
        }

        var hold = new HoldRow
        {
            Wallet = command.Wallet,
            Id = command.Id,
            Transaction = command.Transaction,
            Kind = command.Kind,
            Amount = command.Amount,
            FeeMinor = command.FeeMinor,
            Fingerprint = fingerprint,
            PlacedAs = draft.FindWallet(command.Wallet)!.HoldChanges,
            PlacedAt = draft.Context.Now,
            ExpiresAt = command.ExpiresAt is { } expiresAt ? Clock.ToMilliseconds(expiresAt) : null,
            Undo = command.Undo,
            Consumed = consumed is { } window ? [window] : [],
        };
        draft.Insert(hold);
        return new LedgerDecision.Accepted(Receipts.Of(hold), draft.ToChanges(), FromFreshRows: false);
    }

    internal static LedgerDecision Release(ReleaseHold command, LedgerDraft draft)
    {
        string rowKey = RowKeys.Hold(command.Wallet, command.Id);
        LedgerRow? known = draft.Find(rowKey);
        if (known is HoldRow active)
        {
            HoldEnding.Load(draft, active);
        }

        if (draft.IsIncomplete)
        {
            return draft.ToIncomplete();
        }

        return known switch
        {
            HoldRow { State: HoldState.Active } hold => Release(command, hold, draft),
            HoldRow { State: HoldState.Captured } hold => new LedgerDecision.Refused(new HoldNotActive(hold.Wallet, hold.Id, hold.State), Memory: null),
            HoldRow hold => new LedgerDecision.Repeated(Receipts.Of(hold), Refusal: null),
            RefusalRow refused => new LedgerDecision.Repeated(Value: null, refused.Refusal),
            _ when command.OnlyIfExpired => new LedgerDecision.Refused(new UnknownHold(command.Wallet, command.Id), Memory: null),
            _ => GiveUp(command, rowKey, draft),
        };
    }

    private static LedgerDecision Release(ReleaseHold command, HoldRow hold, LedgerDraft draft)
    {
        if (command.OnlyIfExpired && !(hold.ExpiresAt <= draft.Context.Now))
        {
            return new LedgerDecision.Refused(new HoldNotExpired(hold.Wallet, hold.Id), Memory: null);
        }

        HoldRow released = hold with { State = command.OnlyIfExpired ? HoldState.Expired : HoldState.Released, EndedAt = draft.Context.Now };
        HoldEnding.Apply(draft, released);
        return new LedgerDecision.Accepted(Receipts.Of(released), draft.ToChanges(), FromFreshRows: false);
    }

    private static LedgerDecision.Refused GiveUp(ReleaseHold command, string rowKey, LedgerDraft draft)
    {
        var refusal = new HoldCanceled(command.Wallet, command.Id);
        return new LedgerDecision.Refused(refusal, new RefusalRow(rowKey, refusal, string.Empty, draft.Context.Now));
    }

    private static LedgerRefusal? Check(PlaceHold command, WalletRow wallet, LedgerDraft draft)
    {
        if (command.Kind == HoldKind.TakeBack)
        {
            return null;
        }

        bool isInbound = command.Kind == HoldKind.Inbound;
        if (WalletGate.Check(wallet, isInbound ? EntryDirection.Credit : EntryDirection.Debit) is { } refusal)
        {
            return refusal;
        }

        if (isInbound)
        {
            CustomerRow? customer = draft.FindCustomer(wallet);
            Int128 together = customer is null ? 0 : (Int128)customer.PostedMinor + customer.InboundMinor;
            Int128 most = Int128.Max((Int128)wallet.PostedMinor + wallet.InboundMinor, together);
            return most + command.Amount.Minor > long.MaxValue
                ? new BalanceOverflow(wallet.Wallet, new Money(wallet.PostedMinor, wallet.Currency), command.Amount)
                : null;
        }

        long available = wallet.PostedMinor - wallet.HeldMinor;
        return available < command.Amount.Minor ? new InsufficientFunds(wallet.Wallet, new Money(available, wallet.Currency), command.Amount) : null;
    }

    private static LedgerRefusal? TakeBack(PlaceHold command, PostingRow? original, LedgerDraft draft) => command.Undo switch
    {
        null => null,
        { Kind: UndoKind.Reversal } => Undoing.Reverse(draft, original!, command.Transaction),
        { } undo => Undoing.Refund(draft, original!, undo, command.Wallet, new Money(command.Amount.Minor - command.FeeMinor, command.Amount.Currency)),
    };

    private static LedgerRefusal? Reserve(PlaceHold command, LedgerDraft draft, out ConsumedWindow? consumed)
    {
        consumed = null;
        WalletRow wallet = draft.FindWallet(command.Wallet)!;
        draft.Replace(HoldEnding.Change(wallet, command.Kind, command.Amount.Minor));
        if (command.Kind == HoldKind.TakeBack)
        {
            return null;
        }

        bool isInbound = command.Kind == HoldKind.Inbound;
        if (isInbound && draft.FindCustomer(wallet) is { } customer)
        {
            draft.PutCustomer(customer with { InboundMinor = customer.InboundMinor + command.Amount.Minor });
        }

        var movement = new Movement(
            command.Wallet,
            isInbound ? EntryDirection.Credit : EntryDirection.Debit,
            command.Transaction,
            command.Amount.Minor - command.FeeMinor);
        LedgerRefusal? refusal = LimitRules.Consume(draft, movement, out ConsumedWindow window);
        consumed = window;
        return refusal;
    }
}
