using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Refusals;
using WalletFunctions.Shared.Ledger.Rows;

namespace WalletFunctions.Shared.Ledger.Rules;

/// <summary>
/// Decides one posting. All lines pass one check before any meets the next; the first rule that refuses is the one that is named. The order is part of the product (README).
/// </summary>
internal sealed class PostingDecision(PostLines command, string fingerprint, LedgerDraft draft)
{
    private readonly LineMoves _moves = new(command, draft);
    private readonly Coverage _coverage = new(command);
    private readonly List<ConsumedWindow> _consumed = new(2);
    private Dictionary<WalletId, Int128>? _raised;

    internal LedgerDecision Decide()
    {
        Load();
        if (draft.IsIncomplete)
        {
            return draft.ToIncomplete();
        }

        CheckLost();
        LedgerRefusal? refusal = _moves.CheckWallets() ?? Capture() ?? TakeBack() ?? CheckRows(CountRows()) ?? _moves.CheckStatus(_coverage) ?? _moves.Apply() ?? Limit();
        if (draft.IsIncomplete)
        {
            return draft.ToIncomplete();
        }

        if (refusal is null)
        {
            var posting = new PostingRow
            {
                Id = command.Id,
                Transaction = command.Transaction,
                BookingDate = command.BookingDate,
                Time = draft.Context.Now,
                Fingerprint = fingerprint,
                Lines = _moves.Lines,
                Consumed = _consumed,
                Captures = command.Captures,
                Undo = command.Undo,
            };
            draft.Insert(posting);

            // A diversion can touch one row more than was counted.
            refusal = CheckRows(draft.Count);
            if (refusal is null)
            {
                int next = 0;
                PostingReceipt receipt = Receipts.Of(command.Partition, posting, _ => _moves.Entries[next++]);
                return new LedgerDecision.Accepted(receipt, draft.ToChanges(), _moves.IsDiverted);
            }
        }

        return new LedgerDecision.Refused(refusal, new RefusalRow(RowKeys.Posting(command.Id), refusal, fingerprint, draft.Context.Now));
    }

    /// <summary>Asks for every row at once, as far as the command says them; customers and what holds point to come in a second round.</summary>
    private void Load()
    {
        _moves.Load();
        foreach (HoldCapture capture in command.Captures)
        {
            if (draft.Find(RowKeys.Hold(capture.Wallet, capture.Hold)) is HoldRow hold)
            {
                HoldEnding.Load(draft, hold);
            }
        }

        if (command.Undo is { } undo && draft.Find(RowKeys.Posting(undo.Posting)) is PostingRow { Consumed: var consumed } && undo.Kind == UndoKind.Reversal)
        {
            foreach (ConsumedWindow window in consumed)
            {
                if (draft.FindWallet(window.Wallet) is { } wallet && window.Customer)
                {
                    draft.GetCustomer(wallet);
                }
            }
        }
    }

    /// <summary>
    /// A wallet that something was reserved on, or posted to, is not unknown: if its row is gone, that is to be rebuilt, and a refusal that is remembered would stand in the way for good of what cannot
    /// refuse.
    /// </summary>
    private void CheckLost()
    {
        foreach (HoldCapture capture in command.Captures)
        {
            if (draft.Find(RowKeys.Hold(capture.Wallet, capture.Hold)) is HoldRow && draft.FindWallet(capture.Wallet) is null)
            {
                throw Lost(capture.Wallet);
            }
        }

        if (command.Undo is { } undo && draft.Find(RowKeys.Posting(undo.Posting)) is PostingRow original)
        {
            foreach (PostingLine line in command.Lines)
            {
                if (line.Wallet.Wallet is { } wallet && draft.FindWallet(wallet) is null && original.Lines.Any(posted => posted.Wallet == wallet || posted.DivertedFrom == wallet))
                {
                    throw Lost(wallet);
                }
            }
        }
    }

    private static InvalidDataException Lost(WalletId wallet) => new($"There is no row of wallet {wallet}, though it has holds or entries.");

    private static TooManyRows? CheckRows(int rows) => rows > LedgerBounds.MaxRows ? new TooManyRows(rows, LedgerBounds.MaxRows) : null;

    /// <summary>The posting, its entries, the wallets and customers, the holds, and the original. What is posted must be possible to take back, which may touch more rows.</summary>
    private int CountRows()
    {
        int rows = 1 + command.Lines.Count + _moves.CountRows() + command.Captures.Count + (command.Undo is null ? 0 : 1);
        bool isWayBack = command.Purpose == PostingPurpose.Compensation || command.Undo is { Kind: UndoKind.Reversal };

        // An entry, a wallet, a customer and a suspense wallet for each line, the posting and the original: few lines need no counting.
        bool isSurelyReversible = 2 + (4 * command.Lines.Count) <= LedgerBounds.MaxRows;
        return isWayBack || isSurelyReversible ? rows : Math.Max(rows, 2 + command.Lines.Count + _moves.CountRowsBack());
    }

    private LedgerRefusal? Capture()
    {
        foreach (HoldCapture capture in command.Captures)
        {
            if (draft.Find(RowKeys.Hold(capture.Wallet, capture.Hold)) is not HoldRow hold)
            {
                return new UnknownHold(capture.Wallet, capture.Hold);
            }

            if (CheckCapture(capture, hold) is { } refusal)
            {
                return refusal;
            }

            ConsumedWindow? consumed = HoldEnding.Apply(draft, hold with
            {
                State = HoldState.Captured,
                CapturedMinor = capture.Amount.Minor,
                CapturedBy = command.Id,
                EndedAt = draft.Context.Now,
            });
            if (consumed is { } used)
            {
                _consumed.Add(used);
            }
        }

        return _coverage.Check() ?? (LedgerRefusal?)CheckTakenBack();
    }

    /// <summary>What holds raised on the original is what the posting takes back: no more, or it would be refunded beside the count.</summary>
    private InvalidCommand? CheckTakenBack()
    {
        foreach ((WalletId wallet, Int128 raised) in _raised ?? [])
        {
            Int128 debited = 0;
            foreach (PostingLine line in command.Lines)
            {
                debited += line.Wallet.Wallet == wallet && line.Direction == EntryDirection.Debit ? line.Amount.Minor : 0;
            }

            if (debited != raised)
            {
                return new InvalidCommand("undo", "what a hold is about to take back is debited as it is captured, and no more");
            }
        }

        return null;
    }

    private LedgerRefusal? CheckCapture(HoldCapture capture, HoldRow hold)
    {
        if (hold.State != HoldState.Active)
        {
            return new HoldNotActive(hold.Wallet, hold.Id, hold.State);
        }

        if (hold.ExpiresAt <= draft.Context.Now)
        {
            return new HoldNotActive(hold.Wallet, hold.Id, HoldState.Expired);
        }

        if (capture.Amount.Currency != hold.Amount.Currency)
        {
            return new CurrencyMismatch(hold.Wallet, hold.Amount.Currency, capture.Amount.Currency);
        }

        if (capture.Amount.Minor > hold.Amount.Minor)
        {
            return new CaptureExceedsHold(hold.Wallet, hold.Id, hold.Amount, capture.Amount);
        }

        if (hold.Undo is { } undo)
        {
            if (command.Undo != undo)
            {
                return new InvalidCommand("undo", "what a hold is about to take back, its capture takes back");
            }

            if (undo.Kind == UndoKind.Reversal && (capture.Amount != hold.Amount || hold.Transaction != command.Transaction))
            {
                return new InvalidCommand("undo", "the hold of a reversal is captured whole, by that reversal");
            }

            _raised ??= [];
            if (hold.Kind == HoldKind.TakeBack)
            {
                return null;
            }

            _raised[hold.Wallet] = _raised.GetValueOrDefault(hold.Wallet) + capture.Amount.Minor;
        }

        _coverage.Add(capture, hold.Kind == HoldKind.Outgoing ? EntryDirection.Debit : EntryDirection.Credit);
        return null;
    }

    private LedgerRefusal? TakeBack()
    {
        if (command.Undo is not { } undo)
        {
            return null;
        }

        if (Undoing.Find(draft, undo, out LedgerRefusal? refusal) is not { } original)
        {
            return refusal;
        }

        if (undo.Kind == UndoKind.Refund)
        {
            return Refund(undo, original);
        }

        refusal = _raised is not null ? null : Undoing.Reverse(draft, original, command.Transaction);
        if (refusal is null)
        {
            foreach (ConsumedWindow window in original.Consumed)
            {
                LimitRules.GiveBack(draft, window, window.Minor, window.Count);
            }
        }

        return refusal;
    }

    private LedgerRefusal? Refund(UndoOf undo, PostingRow original)
    {
        bool debits = false;
        PostingRow current = original;
        foreach (PostingLine line in command.Lines)
        {
            if (line.Direction == EntryDirection.Debit && line.Kind == LineKind.Principal && line.Wallet.Wallet is { } wallet)
            {
                debits = true;
                if (_raised?.ContainsKey(wallet) == true)
                {
                    continue;
                }

                if (Undoing.Refund(draft, current, undo, wallet, line.Amount) is { } refusal)
                {
                    return refusal;
                }

                current = (PostingRow)draft.Find(original.RowKey)!;
            }
        }

        return debits ? null : new InvalidCommand("undo", "a refund debits a wallet that the original credited");
    }

    private LedgerRefusal? Limit()
    {
        foreach (Movement movement in _moves.Movements)
        {
            if (LimitRules.Consume(draft, movement, out ConsumedWindow consumed) is { } refusal)
            {
                return refusal;
            }

            _consumed.Add(consumed);
        }

        return null;
    }
}
