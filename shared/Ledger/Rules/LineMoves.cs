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
    private readonly List<Movement> _movements = new(2);
    private long[] _coveredMinor = [];

    /// <summary>The lines as they are written.</summary>
    internal IReadOnlyList<PostingLineRow> Lines => _lines;

    /// <summary>The entry of each line.</summary>
    internal IReadOnlyList<EntryRow> Entries => _entries;

    /// <summary>What limits have a say in, in the order of first lines.</summary>
    internal IReadOnlyList<Movement> Movements => _movements;

    /// <summary>A line went to, or came from, <c>suspense</c>.</summary>
    internal bool IsDiverted { get; private set; }

    internal void Load()
    {
        foreach (PostingLine line in command.Lines)
        {
            if (FindWallet(line) is { } wallet)
            {
                draft.FindCustomer(wallet);
            }
        }
    }

    /// <summary>Every wallet is there, and is of its line's currency.</summary>
    internal LedgerRefusal? CheckWallets()
    {
        foreach (PostingLine line in command.Lines)
        {
            if (line.Wallet.Wallet is not { } id)
            {
                continue;
            }

            if (draft.FindWallet(id) is not { } wallet)
            {
                return new UnknownWallet(id);
            }

            if (wallet.Currency != line.Amount.Currency)
            {
                return new CurrencyMismatch(id, wallet.Currency, line.Amount.Currency);
            }
        }

        return null;
    }

    /// <summary>Wallets, and customers with limits, that the lines touch.</summary>
    internal int CountRows() => CountRows(wallet => wallet.CustomerRowKey);

    /// <summary>The same of the posting's reversal, at most: any customer may be under customer limits by then, and any line may move suspense instead.</summary>
    internal int CountRowsBack() => CountRows(wallet => wallet.Customer?.Value) + command.Lines
        .Select(line => line.Amount.Currency)
        .Distinct()
        .Count(currency => !command.Lines.Any(line => line.Wallet.System == WalletType.Suspense && line.Amount.Currency == currency));

    private int CountRows(Func<WalletRow, string?> customerOf)
    {
        var rowKeys = new HashSet<string>(StringComparer.Ordinal);
        foreach (PostingLine line in command.Lines)
        {
            rowKeys.Add(line.Wallet.System is { } type ? $"{type} {line.Amount.Currency}" : line.Wallet.Wallet!.Value.Value);
            if (line.Wallet.Wallet is { } id && draft.FindWallet(id) is { } wallet && customerOf(wallet) is { } customer)
            {
                rowKeys.Add($"{customer} {wallet.Currency}");
            }
        }

        return rowKeys.Count;
    }

    /// <summary>The status of every wallet allows what is not wholly covered.</summary>
    internal LedgerRefusal? CheckStatus(Coverage coverage)
    {
        _coveredMinor = coverage.Spread();
        for (int i = 0; i < command.Lines.Count && command.Purpose != PostingPurpose.Compensation; i++)
        {
            PostingLine line = command.Lines[i];
            if (line.Wallet.Wallet is { } id && _coveredMinor[i] < line.Amount.Minor)
            {
                WalletRow wallet = draft.FindWallet(id)!;
                if (!IsCreditToClosed(line, wallet) && WalletGate.Check(wallet, line.Direction) is { } refusal)
                {
                    return refusal;
                }
            }
        }

        return null;
    }

    internal LedgerRefusal? Apply()
    {
        for (int i = 0; i < command.Lines.Count; i++)
        {
            if (Apply(command.Lines[i], _coveredMinor[i]) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    private LedgerRefusal? Apply(PostingLine line, long coveredMinor)
    {
        // Known since the rows were loaded.
        WalletRow wallet = FindWallet(line)!;
        if (wallet.Type.IsSystem())
        {
            return Move(line, wallet, null, null);
        }

        InsufficientFunds? lacks = CheckFunds(line, wallet);
        if (IsCreditToClosed(line, wallet) || (lacks is not null && command.Purpose == PostingPurpose.Compensation))
        {
            IsDiverted = true;
            WalletRow? suspense = draft.FindOrOpenStripe(command.Partition, WalletType.Suspense, line.Amount.Currency);

            // Not known yet: the rules are asked again.
            return suspense is null ? null : Move(line, suspense, wallet.Wallet, lacks is null ? DiversionReason.WalletClosed : DiversionReason.Shortfall);
        }

        if (lacks is not null)
        {
            return lacks;
        }

        Count(line, wallet.Wallet, line.Amount.Minor - coveredMinor);
        return Move(line, wallet, null, null);
    }

    private bool IsCreditToClosed(PostingLine line, WalletRow wallet) =>
        command.Purpose != PostingPurpose.Movement && line.Direction == EntryDirection.Credit && wallet.Status == WalletStatus.Closed;

    private static InsufficientFunds? CheckFunds(PostingLine line, WalletRow wallet)
    {
        long available = wallet.PostedMinor - wallet.HeldMinor;
        return line.Direction == EntryDirection.Debit && available < line.Amount.Minor
            ? new InsufficientFunds(wallet.Wallet, new Money(available, wallet.Currency), line.Amount)
            : null;
    }

    private void Count(PostingLine line, WalletId wallet, long minor)
    {
        bool isLimited = command.Purpose == PostingPurpose.Movement || (command.Purpose == PostingPurpose.Reversal && line.Direction == EntryDirection.Debit);
        if (!isLimited || line.Kind != LineKind.Principal || minor == 0)
        {
            return;
        }

        TransactionId transaction = line.Transaction ?? command.Transaction;
        int place = _movements.FindIndex(movement => movement.Wallet == wallet && movement.Direction == line.Direction && movement.Transaction == transaction);
        if (place < 0)
        {
            _movements.Add(new Movement(wallet, line.Direction, transaction, minor));
            return;
        }

        _movements[place] = _movements[place] with { Minor = _movements[place].Minor + minor };
    }

    private BalanceOverflow? Move(PostingLine line, WalletRow wallet, WalletId? divertedFrom, DiversionReason? reason)
    {
        long signed = line.Direction == EntryDirection.Credit ? line.Amount.Minor : -line.Amount.Minor;
        CustomerRow? customer = draft.FindCustomer(wallet);
        Int128 together = customer is null ? 0 : (Int128)customer.PostedMinor + customer.InboundMinor + signed;
        Int128 posted = (Int128)wallet.PostedMinor + signed;
        if (posted < long.MinValue || Int128.Max(posted, posted + wallet.InboundMinor) > long.MaxValue || together > long.MaxValue || wallet.Sequence == LedgerBounds.MaxSequence)
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

    private WalletRow? FindWallet(PostingLine line) => line.Wallet.System is { } type
        ? draft.FindOrOpenStripe(command.Partition, type, line.Amount.Currency)
        : draft.FindWallet(line.Wallet.Wallet!.Value);

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
            if (other.Direction != line.Direction && other.Amount.Currency == line.Amount.Currency && score > bestScore)
            {
                best = other;
                bestScore = score;
            }
        }

        return best!.Wallet;
    }
}
