using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Proof;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Refusals;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Ledger.Rules;

/// <summary>Moves the lines of a posting, one after another: each against the wallet as the lines before have left it.</summary>
internal sealed class LineMoves(PostLines command, LedgerDraft draft)
{
    private readonly List<PostingLineRow> _lines = new(command.Lines.Count);
    private readonly List<EntryRow> _entries = new(command.Lines.Count);
    private readonly List<Movement> _limited = new(2);
    private readonly List<WalletId> _raised = new(1);
    private readonly List<(HoldCapture Capture, EntryDirection Direction)> _covers = [];

    /// <summary>The lines as they are written.</summary>
    internal IReadOnlyList<PostingLineRow> Lines => _lines;

    /// <summary>The entry of each line.</summary>
    internal IReadOnlyList<EntryRow> Entries => _entries;

    /// <summary>What limits have a say in.</summary>
    internal IReadOnlyList<Movement> Limited => _limited;

    /// <summary>Wallets whose maximum balance has a say.</summary>
    internal IReadOnlyList<WalletId> Raised => _raised;

    /// <summary>A line went to, or came from, <c>suspense</c>.</summary>
    internal bool IsDiverted { get; private set; }

    internal void Load()
    {
        foreach (PostingLine line in command.Lines)
        {
            if (Resolve(line) is { } wallet)
            {
                draft.FindCustomer(wallet);
            }
        }
    }

    /// <summary>What a captured hold covers is checked no more.</summary>
    internal void Cover(HoldCapture capture, EntryDirection direction) => _covers.Add((capture, direction));

    /// <summary>Captured holds cover all that the posting moves on their wallet in their direction: no line is partly checked.</summary>
    internal LedgerRefusal? CheckCovered()
    {
        foreach ((HoldCapture capture, EntryDirection direction) in _covers)
        {
            Int128 moved = 0, captured = 0;
            foreach (PostingLine line in command.Lines)
            {
                moved += line.Wallet.Wallet == capture.Wallet && line.Direction == direction && line.Amount.Currency == capture.Amount.Currency ? line.Amount.Minor : 0;
            }

            foreach ((HoldCapture other, EntryDirection otherDirection) in _covers)
            {
                captured += other.Wallet == capture.Wallet && otherDirection == direction ? other.Amount.Minor : 0;
            }

            if (moved != captured)
            {
                return new CaptureExceedsHold(
                    capture.Wallet,
                    capture.Hold,
                    new Money((long)Int128.Min(moved, long.MaxValue), capture.Amount.Currency),
                    new Money((long)Int128.Min(captured, long.MaxValue), capture.Amount.Currency));
            }
        }

        return null;
    }

    internal LedgerRefusal? Apply()
    {
        foreach (PostingLine line in command.Lines)
        {
            if (Apply(line) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    private LedgerRefusal? Apply(PostingLine line)
    {
        if (Resolve(line) is not { } wallet)
        {
            return new UnknownWallet(line.Wallet.Wallet!.Value);
        }

        if (wallet.Currency != line.Amount.Currency)
        {
            return new CurrencyMismatch(wallet.Wallet, wallet.Currency, line.Amount.Currency);
        }

        bool isCovered = IsCovered(line);
        if (!wallet.Type.IsSystem() && !isCovered)
        {
            DiversionReason? diverted = FindDiversion(line, wallet);
            if (diverted is { } reason)
            {
                IsDiverted = true;
                WalletRow? suspense = draft.FindOrOpenStripe(command.Partition, WalletType.Suspense, line.Amount.Currency);

                // Not known yet: the rules are asked again.
                return suspense is null ? null : Move(line, suspense, wallet.Wallet, reason);
            }

            LedgerRefusal? refusal = (command.Purpose == PostingPurpose.Compensation ? null : WalletGate.Check(wallet, line.Direction)) ?? CheckFunds(line, wallet);
            if (refusal is not null)
            {
                return refusal;
            }

            Count(line, wallet.Wallet);
        }

        return Move(line, wallet, null, null);
    }

    private DiversionReason? FindDiversion(PostingLine line, WalletRow wallet) => (command.Purpose, line.Direction) switch
    {
        (PostingPurpose.Reversal or PostingPurpose.Compensation, EntryDirection.Credit) when wallet.Status == WalletStatus.Closed => DiversionReason.WalletClosed,
        (PostingPurpose.Compensation, EntryDirection.Debit) when CheckFunds(line, wallet) is not null => DiversionReason.Shortfall,
        _ => null,
    };

    private static InsufficientFunds? CheckFunds(PostingLine line, WalletRow wallet)
    {
        long available = wallet.PostedMinor - wallet.HeldMinor;
        return line.Direction == EntryDirection.Debit && available < line.Amount.Minor
            ? new InsufficientFunds(wallet.Wallet, new Money(available, wallet.Currency), line.Amount)
            : null;
    }

    private void Count(PostingLine line, WalletId wallet)
    {
        bool isChecked = command.Purpose == PostingPurpose.Movement || (command.Purpose == PostingPurpose.Reversal && line.Direction == EntryDirection.Debit);
        if (!isChecked)
        {
            return;
        }

        if (line.Kind == LineKind.Principal)
        {
            Movement? movement = _limited.Find(item => item.Wallet == wallet && item.Direction == line.Direction);
            if (movement is null)
            {
                movement = new Movement(wallet, line.Direction);
                _limited.Add(movement);
            }

            movement.Add(line.Transaction ?? command.Transaction, line.Amount.Minor);
        }

        if (line.Direction == EntryDirection.Credit && !_raised.Contains(wallet))
        {
            _raised.Add(wallet);
        }
    }

    private BalanceOverflow? Move(PostingLine line, WalletRow wallet, WalletId? divertedFrom, DiversionReason? reason)
    {
        long signed = line.Direction == EntryDirection.Credit ? line.Amount.Minor : -line.Amount.Minor;
        CustomerRow? customer = draft.FindCustomer(wallet);
        Int128 together = customer is null ? 0 : (Int128)customer.PostedMinor + customer.InboundMinor + signed;
        Int128 posted = (Int128)wallet.PostedMinor + signed;
        if (posted < long.MinValue || posted + wallet.InboundMinor > long.MaxValue || together > long.MaxValue || wallet.Sequence == LedgerBounds.MaxSequence)
        {
            return new BalanceOverflow(wallet.Wallet, new Money(wallet.PostedMinor, wallet.Currency), line.Amount);
        }

        DateTimeOffset time = wallet.LastEntryAt > draft.Context.Now ? wallet.LastEntryAt.Value : draft.Context.Now;
        TransactionId transaction = line.Transaction ?? command.Transaction;
        EntryRow entry = EntryHashes.Seal(
            new EntryRow
            {
                Wallet = wallet.Wallet,
                Sequence = wallet.Sequence + 1,
                Transaction = transaction,
                Posting = command.Id,
                Direction = line.Direction,
                AmountMinor = line.Amount.Minor,
                Currency = wallet.Currency,
                BalanceAfterMinor = (long)posted,
                Counterparty = FindCounterparty(line).ToString(),
                BookingDate = command.BookingDate,
                Time = time,
            },
            wallet.Hash,
            wallet.MirrorHash,
            draft.Context.Key);
        draft.Insert(entry);
        draft.Replace(wallet with
        {
            PostedMinor = (long)posted,
            Sequence = entry.Sequence,
            LastEntryAt = time,
            Hash = entry.Hash,
            MirrorHash = entry.MirrorHash,
        });
        if (customer is not null)
        {
            draft.PutCustomer(customer with { PostedMinor = customer.PostedMinor + signed });
        }

        _entries.Add(entry);
        _lines.Add(new PostingLineRow
        {
            Wallet = wallet.Wallet,
            Sequence = entry.Sequence,
            Direction = line.Direction,
            Amount = line.Amount,
            Kind = line.Kind,
            Transaction = transaction,
            DivertedFrom = divertedFrom,
            Diverted = reason,
        });
        return null;
    }

    private WalletRow? Resolve(PostingLine line) => line.Wallet.System is { } type
        ? draft.FindOrOpenStripe(command.Partition, type, line.Amount.Currency)
        : draft.FindWallet(line.Wallet.Wallet!.Value);

    private bool IsCovered(PostingLine line)
    {
        foreach ((HoldCapture capture, EntryDirection direction) in _covers)
        {
            if (line.Wallet.Wallet == capture.Wallet && line.Direction == direction)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>As given, else the first line of the opposite direction: best of the same transaction and kind, then of the same transaction.</summary>
    private LineWallet FindCounterparty(PostingLine line)
    {
        if (line.Counterparty is { } given)
        {
            return given;
        }

        PostingLine? best = null;
        int bestScore = -1;
        foreach (PostingLine other in command.Lines)
        {
            int score = (other.Transaction == line.Transaction ? 2 : 0) + (other.Kind == line.Kind ? 1 : 0);
            if (other.Direction != line.Direction && score > bestScore)
            {
                best = other;
                bestScore = score;
            }
        }

        return best!.Wallet;
    }
}
