using System.Numerics;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Tests.Shared.Ledger.Model;

/// <content>Reversals, refunds, cancellations, and commands that come again.</content>
internal sealed partial class MovePlayer
{
    /// <summary>Postings to take back, nearly all of which can be. Those of plans are taken back by plans alone: half a transfer is nothing that anybody reverses.</summary>
    private List<ModelPosting> Originals =>
        [.. Model.Postings.Where((posting, index) => (posting.Undoes is null || index % 5 == 0) && !_planned.Contains((posting.Command.Partition, posting.Command.Id)))];

    private ReversePosting Reverse(Move move)
    {
        var original = Pick(Originals, move.A);
        return new ReversePosting
        {
            Partition = original?.Command.Partition ?? SlotOf(move.A).Partition,
            Original = original is null || move.B % 23 == 0 ? ScenarioIds.Posting(800_000 + _number) : original.Command.Id,
            Transaction = ScenarioIds.Transaction(_number),
            BookingDate = run.Clock.Today,
            Purpose = move.B % 3 == 0 ? PostingPurpose.Compensation : move.B % 29 == 0 ? PostingPurpose.Movement : PostingPurpose.Reversal,
        };
    }

    /// <summary>A line that credited a wallet, of a posting that can be taken back.</summary>
    private (ModelPosting Posting, ModelLine Line)? Credited(int number)
    {
        var credited = Originals
            .SelectMany(posting => posting.Lines.Select(line => (Posting: posting, Line: line)))
            .Where(pair => pair.Line.Entry.Direction == EntryDirection.Credit && pair.Line.Requested.Wallet.Wallet is not null && pair.Line.Diverted is null)
            .ToList();
        return credited.Count == 0 ? null : credited[number % credited.Count];
    }

    /// <summary>Reserves the way back.</summary>
    private PlaceHold? UndoHold(Move move)
    {
        if (Credited(move.A) is not var (original, line))
        {
            return null;
        }

        var slot = ScenarioWorld.Slots.First(slot => slot.Wallet == line.Entry.Wallet);
        var kind = move.B % 3 == 0 ? UndoKind.Reversal : UndoKind.Refund;
        var left = original.CreditedTo(slot.Wallet, line.Entry.Transaction) - original.Refunded.GetValueOrDefault((slot.Wallet, line.Entry.Transaction));
        long minor = (move.B % 5) switch
        {
            0 => MoveAmounts.Of(move, Model, Model.Find(slot.Wallet), EntryDirection.Debit),
            1 => (long)BigInteger.Min(left, long.MaxValue - 1) + 1,
            2 => (long)BigInteger.Max(1, left / 2),
            _ => (long)BigInteger.Max(1, left),
        };
        return Reserve(slot, move.Extra % 37 == 1 ? HoldKind.Inbound : move.Extra % 7 == 2 ? HoldKind.TakeBack : HoldKind.Outgoing, new Money(minor, slot.Currency)) with
        {
            Undo = new UndoOf(original.Command.Id, kind, line.Entry.Transaction == original.Command.Transaction ? null : line.Entry.Transaction),
            FeeMinor = move.Extra % 41 == 1 ? 1 : 0,
            Purpose = move.Extra % 5 == 0 ? PostingPurpose.Movement : PostingPurpose.Reversal,
        };
    }

    private PostLines? Refund(Move move)
    {
        if (Credited(move.A) is not var (original, line))
        {
            return null;
        }

        var wallet = Model.Find(line.Entry.Wallet)!;
        var slot = ScenarioWorld.Slots.First(slot => slot.Wallet == wallet.Id);
        var left = original.CreditedTo(wallet.Id, line.Entry.Transaction) - original.Refunded.GetValueOrDefault((wallet.Id, line.Entry.Transaction));
        long minor = (move.B % 4) switch
        {
            0 => (long)BigInteger.Max(1, left),
            1 => (long)BigInteger.Min(left, long.MaxValue - 1) + 1,
            2 => (long)BigInteger.Max(1, left / 2),
            _ when move.Extra % 2 == 0 => 1,
            _ => MoveAmounts.Of(move, Model, wallet, EntryDirection.Debit),
        };
        var amount = new Money(minor, wallet.Currency);
        var payer = original.Lines.Select(other => other.Requested).FirstOrDefault(other => other.Direction == EntryDirection.Debit && other.Amount.Currency == wallet.Currency);
        var undo = new UndoOf(original.Command.Id, UndoKind.Refund, line.Entry.Transaction == original.Command.Transaction ? null : line.Entry.Transaction);
        return Posting(
            slot.Partition,
            [PostingLine.Debit(wallet.Id, amount), new PostingLine { Wallet = payer?.Wallet ?? LineWallet.Of(WalletType.Settlement), Direction = EntryDirection.Credit, Amount = amount }]) with
        {
            Undo = move.Extra % 19 == 0 ? undo with { Posting = ScenarioIds.Posting(700_000 + _number) } : undo,
            Purpose = PostingPurpose.Reversal,
        };
    }

    /// <summary>Compensates a posting of unknown outcome: one that landed, one that was refused, or one that is still on its way.</summary>
    private async Task CancelAsync(Move move)
    {
        var sent = _history.OfType<PostLines>().ToList();
        if (move.B % 2 == 0 && Pick(sent, move.A) is { } earlier)
        {
            await SendAsync(new RefusePosting(earlier.Partition, earlier.Id));
            return;
        }

        var slot = SlotOf(move.A);
        var amount = new Money(1, slot.Currency);
        var late = Posting(slot.Partition, [PostingLine.Debit(WalletType.Settlement, amount), PostingLine.Credit(slot.Wallet, amount)]);
        await SendAsync(new RefusePosting(late.Partition, late.Id));
        await SendAsync(late);
    }

    private async Task ReplayAsync(Move move)
    {
        object? again = move.B % 5 == 0 ? Pick(_lastChange.Values.ToList(), move.A) : Pick(_history, move.A);
        if (again is not null)
        {
            await run.SendAsync(again);
        }
    }

    /// <summary>An id that was used, with another content.</summary>
    private async Task ForgeAsync(Move move)
    {
        object? forged = Pick(_history, move.A) switch
        {
            PostLines post => post with { Lines = [.. post.Lines.Select(line => line with { Amount = new Money(line.Amount.Minor == 3 ? 4 : 3, line.Amount.Currency) })] },
            PlaceHold hold => move.B % 2 == 0
                ? hold with { Amount = new Money(hold.Amount.Minor == 7 ? 8 : 7, hold.Amount.Currency) }
                : hold with { Kind = hold.Kind == HoldKind.Inbound ? HoldKind.Outgoing : HoldKind.Inbound },
            OpenWallet open => open with { Currency = open.Currency == ModelTerms.Usd ? ModelTerms.Jpy : ModelTerms.Usd },
            _ => null,
        };
        if (forged is not null)
        {
            await run.SendAsync(forged);
        }
    }
}
