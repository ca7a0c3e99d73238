using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Tests.Shared.Ledger.Model;

/// <content>Moves of money.</content>
internal sealed partial class MovePlayer
{
    private Task WaitAsync(Move move)
    {
        switch (move.A % 6)
        {
            case 0:
                run.Clock.AdvanceTo(_ => true, justBefore: true);
                break;
            case 1 or 2:
                run.Clock.AdvanceTo(_ => true, justBefore: false);
                break;
            case 3:
                run.Clock.AdvanceTo(day => day.Day == 1, justBefore: move.B % 2 == 0);
                break;
            case 4:
                run.Clock.Advance(TimeSpan.FromHours(1 + (move.B % 30)));
                break;
            default:
                run.Clock.Advance(TimeSpan.FromMilliseconds(1 + move.B));
                break;
        }

        return run.CheckWalletsAsync();
    }

    private PostLines Deposit(Move move)
    {
        var slot = SlotOf(move.A);
        var amount = Amount(move, slot, EntryDirection.Credit);
        return Posting(slot.Partition, [PostingLine.Debit(WalletType.Settlement, amount), PostingLine.Credit(slot.Wallet, amount)]);
    }

    private PostLines Withdraw(Move move)
    {
        var slot = SlotOf(move.A);
        var amount = Amount(move, slot, EntryDirection.Debit);
        return Posting(slot.Partition, [PostingLine.Debit(slot.Wallet, amount), PostingLine.Credit(WalletType.Settlement, amount), .. Fee(move, slot)]);
    }

    private PostLines Transfer(Move move)
    {
        var from = SlotOf(move.A);
        var to = Companion(from, move.B);
        var amount = Amount(move, from, EntryDirection.Debit);
        return Posting(from.Partition, [PostingLine.Debit(from.Wallet, amount), PostingLine.Credit(to.Wallet, amount), .. Fee(move, from)]);
    }

    /// <summary>One pays several, some in two lines.</summary>
    private PostLines Fan(Move move)
    {
        var from = SlotOf(move.A);
        var amount = Amount(move, from, EntryDirection.Debit);
        long first = amount.Minor / 3;
        var lines = new List<PostingLine> { PostingLine.Debit(from.Wallet, amount) };
        lines.Add(PostingLine.Credit(Companion(from, move.B).Wallet, new Money(first, from.Currency)));
        lines.Add(PostingLine.Credit(Companion(from, move.B + 1).Wallet, new Money(first, from.Currency)));
        lines.Add(PostingLine.Credit(Companion(from, move.B).Wallet, new Money(amount.Minor - (2 * first), from.Currency)));
        return Posting(from.Partition, lines);
    }

    /// <summary>Money that goes through a wallet: the order of the lines decides.</summary>
    private PostLines Chain(Move move)
    {
        var from = SlotOf(move.A);
        var through = Companion(from, move.B);
        var amount = Amount(move, from, EntryDirection.Debit);
        var onward = new Money(move.Extra % 2 == 0 ? amount.Minor : 1 + move.Extra, from.Currency);
        List<PostingLine> lines =
        [
            PostingLine.Debit(from.Wallet, amount),
            PostingLine.Credit(through.Wallet, amount),
            PostingLine.Debit(through.Wallet, onward),
            PostingLine.Credit(Companion(from, move.B + 1).Wallet, onward),
        ];
        return Posting(from.Partition, move.Extra % 5 == 0 ? [lines[2], lines[3], lines[0], lines[1]] : lines);
    }

    /// <summary>Two transactions in one posting.</summary>
    private PostLines Legs(Move move)
    {
        var from = SlotOf(move.A);
        var to = Companion(from, move.B);
        var amount = Amount(move, from, EntryDirection.Debit);
        var other = new Money(1 + move.Extra, from.Currency);
        var leg = ScenarioIds.Transaction(500_000 + _number);
        return Posting(
            from.Partition,
            [
                PostingLine.Debit(from.Wallet, amount),
                PostingLine.Credit(to.Wallet, amount),
                PostingLine.Debit(move.Extra % 2 == 0 ? from.Wallet : to.Wallet, other) with { Transaction = leg },
                PostingLine.Credit(Companion(from, move.B + 1).Wallet, other) with { Transaction = leg },
            ]);
    }

    private PostLines TwoCurrencies(Move move)
    {
        var from = SlotOf(move.A);
        var to = Companion(from, move.B);
        var second = Pick(ScenarioWorld.Slots.Where(slot => slot.Partition == from.Partition && slot.Currency != from.Currency).ToList(), move.B) ?? to;
        var amount = Amount(move, from, EntryDirection.Debit);
        var other = new Money(1 + move.Extra, second.Currency);
        List<PostingLine> lines =
        [
            PostingLine.Debit(from.Wallet, amount),
            PostingLine.Debit(second.Wallet, other),
            PostingLine.Credit(to.Wallet, amount),
            PostingLine.Credit(WalletType.Suspense, other),
        ];
        if (move.Extra % 7 == 0)
        {
            // Balanced in numbers, in no currency.
            lines = [PostingLine.Debit(from.Wallet, new Money(5, from.Currency)), PostingLine.Credit(second.Wallet, new Money(5, second.Currency))];
        }

        return Posting(from.Partition, lines);
    }

    /// <summary>Our own way back: cannot be refused, but for a balance out of range.</summary>
    private PostLines Compensate(Move move)
    {
        var slot = SlotOf(move.A);
        var amount = Amount(move, slot, EntryDirection.Debit);
        PostingLine[] lines = move.B % 2 == 0
            ? [PostingLine.Debit(WalletType.Settlement, amount), PostingLine.Credit(slot.Wallet, amount)]
            : [PostingLine.Debit(slot.Wallet, amount), PostingLine.Credit(Companion(slot, move.B).Wallet, amount)];
        return Posting(slot.Partition, lines) with { Purpose = PostingPurpose.Compensation };
    }

    private static PostingLine[] Fee(Move move, WalletSlot payer)
    {
        if (move.Extra % 4 != 0)
        {
            return [];
        }

        var fee = new Money(1 + (move.Extra % 25), payer.Currency);
        return [PostingLine.Debit(payer.Wallet, fee) with { Kind = LineKind.Fee }, PostingLine.Credit(WalletType.Fee, fee) with { Kind = LineKind.Fee }];
    }
}
