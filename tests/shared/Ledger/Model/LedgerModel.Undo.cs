using System.Numerics;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Refusals;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Tests.Shared.Ledger.Model;

/// <content>Taking postings back: reversals once, refunds never above what was credited.</content>
internal sealed partial class LedgerModel
{
    public Prediction<ModelPosting> Reverse(ReversePosting command)
    {
        var id = command.Original.ToReversal(command.Transaction);
        if (StandingAnswer(command.Partition, id, Identity(command)) is { } answer)
        {
            return answer;
        }

        var undo = new UndoOf(command.Original, UndoKind.Reversal);
        LedgerRefusal? refusal = command.Purpose is PostingPurpose.Reversal or PostingPurpose.Compensation
            ? UndoForbids(command.Partition, undo, [])
            : new InvalidCommand(string.Empty, string.Empty);
        if (refusal is not null)
        {
            return Refused(command.Partition, id, Identity(command), refusal);
        }

        var original = _postings[(command.Partition, command.Original)].Posting!;
        var mirror = new PostLines
        {
            Partition = command.Partition,
            Id = id,
            Transaction = command.Transaction,
            BookingDate = command.BookingDate,
            Lines = [.. original.Lines.Reverse().Select(line => Mirror(line, original, command.Transaction))],
            Undo = undo,
            Purpose = command.Purpose,
        };
        return Decide(mirror, Identity(command));
    }

    private static PostingLine Mirror(ModelLine line, ModelPosting original, TransactionId transaction) => new()
    {
        Wallet = line.Diverted is null ? line.Requested.Wallet : LineWallet.Of(WalletType.Suspense),
        Direction = line.Entry.Direction == EntryDirection.Debit ? EntryDirection.Credit : EntryDirection.Debit,
        Amount = line.Requested.Amount,
        Kind = line.Requested.Kind,
        Transaction = transaction,
        Counterparty = Opposite(line.Requested, original.Command.Lines).Wallet,
    };

    /// <summary>Whether the original can be taken back (by so much per wallet); null: it can.</summary>
    private LedgerRefusal? UndoForbids(LedgerPartition partition, UndoOf? undo, IReadOnlyList<(WalletId Wallet, BigInteger Minor)> taken)
    {
        if (undo is null)
        {
            return null;
        }

        if (Stands(partition, undo.Posting).Posting is not { } original)
        {
            return new UnknownPosting(undo.Posting);
        }

        if (original.Command.Undo is not null)
        {
            return new InvalidCommand(string.Empty, string.Empty);
        }

        if (original.ReversedBy is { } by)
        {
            return new AlreadyReversed(undo.Posting, by);
        }

        BigInteger refunded = original.Refunded.Values.Aggregate(BigInteger.Zero, (sum, part) => sum + part);
        if (undo.Kind == UndoKind.Reversal)
        {
            return refunded > 0 ? new PartlyRefunded(undo.Posting, (long)refunded) : null;
        }

        var leg = undo.Leg ?? original.Command.Transaction;
        foreach (var (wallet, minor) in taken)
        {
            var credited = original.CreditedTo(wallet, leg);
            var before = original.Refunded.GetValueOrDefault((wallet, leg));
            if (before + minor > credited)
            {
                var currency = Find(wallet)!.Currency;
                return new RefundExceedsOriginal(
                    undo.Posting,
                    wallet,
                    new Money((long)credited, currency),
                    new Money((long)before, currency),
                    new Money((long)minor, currency));
            }
        }

        return null;
    }

    private void Raise(LedgerPartition partition, UndoOf? undo, TransactionId by, IReadOnlyList<(WalletId Wallet, BigInteger Minor)> taken)
    {
        if (undo is null)
        {
            return;
        }

        var original = Stands(partition, undo.Posting).Posting!;
        if (undo.Kind == UndoKind.Reversal)
        {
            original.ReversedBy = by;
            return;
        }

        var leg = undo.Leg ?? original.Command.Transaction;
        foreach (var (wallet, minor) in taken)
        {
            original.Refunded[(wallet, leg)] = original.Refunded.GetValueOrDefault((wallet, leg)) + minor;
        }
    }

    /// <summary>What a hold raised and did not take.</summary>
    private void Lower(ModelHold hold, BigInteger takenMinor)
    {
        if (hold.Command.Undo is not { } undo)
        {
            return;
        }

        var original = Stands(hold.Command.Partition, undo.Posting).Posting!;
        if (undo.Kind == UndoKind.Reversal)
        {
            original.ReversedBy = takenMinor > 0 ? original.ReversedBy : null;
            return;
        }

        foreach (var (wallet, minor) in Taken(hold.Command))
        {
            original.Refunded[(wallet, undo.Leg ?? original.Command.Transaction)] -= minor - BigInteger.Min(minor, takenMinor);
        }
    }
}
