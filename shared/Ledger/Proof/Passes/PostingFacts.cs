using System.Globalization;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Ledger.Rules;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Ledger.Proof.Passes;

/// <summary>What a posting row says of itself, whatever other rows say.</summary>
internal static class PostingFacts
{
    /// <summary>What is wrong with it; null: nothing.</summary>
    internal static Fault? FindFault(PostingRow posting, LedgerPartition partition)
    {
        string? why = posting.Lines.Count is < 2 or > LedgerBounds.MaxLines ? "so many lines has no posting"
            : FindLineFault(posting, partition) ?? FindIdFault(posting) ?? FindPrintFault(posting, partition);
        return why is not null ? new Fault(FindingKind.PostingChanged, posting.RowKey, $"posting {posting.Id}: {why}")
            : FindImbalance(posting) is { } imbalance ? new Fault(FindingKind.PostingUnbalanced, posting.RowKey, $"posting {posting.Id}: {imbalance}")
            : null;
    }

    /// <summary>Whether it belongs to the proof of a wallet: its lines on the wallet say so; null: it has none.</summary>
    internal static bool? BelongsTo(PostingRow posting, WalletId wallet, long bound)
    {
        foreach (PostingLineRow line in posting.Lines)
        {
            if (line.Wallet == wallet)
            {
                return line.Sequence <= bound;
            }
        }

        return null;
    }

    /// <summary>What it raised, of the refunded part of its original, without a hold that had done so before: by wallet.</summary>
    internal static IEnumerable<(WalletId Wallet, Money Amount)> RefundsOf(PostingRow posting) => posting.Lines
        .Where(line => line.Direction == EntryDirection.Debit && line.Kind == LineKind.Principal && Requested(line).Wallet is not null)
        .Select(line => (Requested(line).Wallet!.Value, line.Amount));

    private static string? FindLineFault(PostingRow posting, LedgerPartition partition)
    {
        var places = new HashSet<(WalletId, long)>();
        foreach (PostingLineRow line in posting.Lines)
        {
            if (line.Wallet.PartitionNumber != partition.Number || (line.Wallet.IsSystem && Stripes.FindType(line.Wallet) is null))
            {
                return $"wallet {line.Wallet} is not of this partition";
            }

            if (line.Amount.Minor <= 0 || line.RefundedMinor < 0 || line.RefundedMinor > line.Amount.Minor)
            {
                return string.Create(CultureInfo.InvariantCulture, $"the line on {line.Wallet} moves {line.Amount.Minor}, of which {line.RefundedMinor} are refunded");
            }

            if (line.Sequence is < 1 or > LedgerBounds.MaxSequence || !places.Add((line.Wallet, line.Sequence)))
            {
                return string.Create(CultureInfo.InvariantCulture, $"sequence {line.Sequence} of {line.Wallet} stands twice, or is none");
            }
        }

        return null;
    }

    private static string? FindIdFault(PostingRow posting) =>
        posting.Undo is { Kind: UndoKind.Reversal } undo && (undo.Posting.Value.Length > PostingId.MaxLength / 2 || posting.Id != undo.Posting.ToReversal(posting.Transaction))
            ? $"a reversal of {undo.Posting} by {posting.Transaction} has another id"
            : null;

    private static string? FindPrintFault(PostingRow posting, LedgerPartition partition)
    {
        var command = new PostLines
        {
            Partition = partition,
            Id = posting.Id,
            Transaction = posting.Transaction,
            BookingDate = posting.BookingDate,
            Lines = [.. posting.Lines.Select(line => new PostingLine { Wallet = Requested(line), Direction = line.Direction, Amount = line.Amount, Kind = line.Kind, Transaction = line.Transaction })],
            Captures = posting.Captures,
            Undo = posting.Undo,
        };
        return posting.Fingerprint == Fingerprint.Of(command) || posting.Fingerprint == PrintOfReversal(posting, partition) ? null : "its fingerprint is not that of its lines";
    }

    /// <summary>The fingerprint that it has if it was asked for as the mirror of its original.</summary>
    private static string? PrintOfReversal(PostingRow posting, LedgerPartition partition) => posting.Undo is { Kind: UndoKind.Reversal } undo
        ? Fingerprint.Of(new ReversePosting { Partition = partition, Original = undo.Posting, Transaction = posting.Transaction, BookingDate = posting.BookingDate })
        : null;

    private static string? FindImbalance(PostingRow posting)
    {
        var sums = new Dictionary<Currency, Int128>();
        foreach (PostingLineRow line in posting.Lines)
        {
            sums[line.Amount.Currency] = sums.GetValueOrDefault(line.Amount.Currency) + Signed(line);
        }

        return sums.Where(sum => sum.Value != 0).Select(sum => string.Create(CultureInfo.InvariantCulture, $"its lines sum to {sum.Value} in {sum.Key}")).FirstOrDefault();
    }

    /// <summary>What a line adds to its wallet.</summary>
    internal static Int128 Signed(PostingLineRow line) => line.Direction == EntryDirection.Credit ? line.Amount.Minor : -(Int128)line.Amount.Minor;

    private static LineWallet Requested(PostingLineRow line) => line.DivertedFrom is { } meant ? LineWallet.Of(meant)
        : line.Wallet.IsSystem ? LineWallet.Of(Stripes.TypeOf(line.Wallet))
        : LineWallet.Of(line.Wallet);
}
