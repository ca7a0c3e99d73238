using System.Numerics;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Tests.Shared.Ledger.Model;

/// <content>Holds, reservations, and what is made of them.</content>
internal sealed partial class MovePlayer
{
    private PlaceHold Hold(Move move, HoldKind kind)
    {
        var slot = SlotOf(move.A);
        var amount = Amount(move, slot, kind == HoldKind.Outgoing ? EntryDirection.Debit : EntryDirection.Credit);
        return Reserve(slot, kind, amount) with
        {
            FeeMinor = move.Extra % 4 == 0 ? move.Extra % 25 : 0,
            ExpiresAt = move.B % 3 == 0 ? run.Clock.Now + TimeSpan.FromHours(move.B % 40) : null,
            Purpose = move.B % 11 == 0 ? PostingPurpose.Reversal : move.B % 97 == 0 ? PostingPurpose.Compensation : PostingPurpose.Movement,
        };
    }

    private PlaceHold Reserve(WalletSlot slot, HoldKind kind, Money amount) => new()
    {
        Partner = ScenarioWorld.Partner,
        Wallet = slot.Wallet,
        Id = ScenarioIds.Hold(_number),
        Transaction = ScenarioIds.Transaction(_number),
        Amount = amount,
        Kind = kind,
    };

    /// <summary>A hold, mostly an active one.</summary>
    private ModelHold? HoldOf(int number)
    {
        var active = Model.Holds.Where(hold => hold.State == HoldState.Active).ToList();
        return number % 8 == 0 || active.Count == 0 ? Pick(Model.Holds.ToList(), number) : Pick(active, number);
    }

    private PostLines? Capture(Move move)
    {
        if (HoldOf(move.A) is not { } hold)
        {
            return null;
        }

        var command = hold.Command;
        var slot = ScenarioWorld.Slots.First(slot => slot.Wallet == command.Wallet);
        long captured = (move.B % 5) switch
        {
            0 => Math.Max(1, command.Amount.Minor / 2),
            1 => 1 + (move.Amount % (int)Math.Min(command.Amount.Minor, 1_000)),
            2 when move.Extra % 7 == 0 => command.Amount.Minor < long.MaxValue ? command.Amount.Minor + 1 : 0,
            _ => command.Amount.Minor,
        };
        long fee = command.FeeMinor > 0 && captured > command.FeeMinor ? command.FeeMinor : 0;
        bool isTakingBack = command.Undo is not null && move.Extra % 9 != 0;
        captured = isTakingBack && command.Undo!.Kind == UndoKind.Reversal ? command.Amount.Minor : captured;
        long extra = move.Extra % 6 == 0 && !isTakingBack && captured < 1_000_000 ? 1 + (move.Amount % 300) : 0;
        var principal = new Money(captured - fee + extra, slot.Currency);
        var other = move.B % 3 == 0 ? LineWallet.Of(WalletType.Settlement) : LineWallet.Of(Companion(slot, move.B).Wallet);
        var lines = new List<PostingLine>
        {
            new() { Wallet = LineWallet.Of(slot.Wallet), Direction = command.Kind == HoldKind.Outgoing ? EntryDirection.Debit : EntryDirection.Credit, Amount = principal },
            new() { Wallet = other, Direction = command.Kind == HoldKind.Outgoing ? EntryDirection.Credit : EntryDirection.Debit, Amount = principal },
        };
        if (command.Kind == HoldKind.Inbound)
        {
            lines.Reverse();
        }

        if (fee > 0)
        {
            lines.Add(lines[0] with { Amount = new Money(fee, slot.Currency), Kind = LineKind.Fee });
            lines.Add(lines[1] with { Amount = new Money(fee, slot.Currency), Kind = LineKind.Fee });
        }

        var captures = new List<HoldCapture> { new(command.Wallet, command.Id, new Money(captured, slot.Currency)) };
        if (move.Extra % 31 == 0)
        {
            captures.Add(move.Extra % 2 == 0 ? captures[0] : captures[0] with { Hold = ScenarioIds.Hold(900_000 + _number) });
        }

        var another = Model.Holds.FirstOrDefault(other => other != hold && other.State == HoldState.Active && other.Command.Wallet == command.Wallet && other.Command.Kind == command.Kind);
        if (move.Extra % 7 == 0 && another is not null)
        {
            captures.Add(new HoldCapture(command.Wallet, another.Command.Id, another.Command.Amount));
            lines.Add(lines[0] with { Amount = another.Command.Amount, Kind = LineKind.Principal });
            lines.Add(lines[1] with { Amount = move.Extra % 2 == 0 ? another.Command.Amount : new Money(1, slot.Currency), Kind = LineKind.Principal });
        }

        var posting = Posting(slot.Partition, lines) with { Captures = captures };
        return isTakingBack ? TakingBack(posting, command, move) : posting;
    }

    private static PostLines TakingBack(PostLines posting, PlaceHold hold, Move move) => posting with
    {
        Undo = hold.Undo,
        Purpose = move.B % 2 == 0 ? PostingPurpose.Compensation : PostingPurpose.Reversal,
        Transaction = hold.Undo!.Kind == UndoKind.Reversal ? hold.Transaction : posting.Transaction,
        Id = hold.Undo.Kind == UndoKind.Reversal && move.Extra % 8 != 0 ? hold.Undo.Posting.ToReversal(hold.Transaction) : posting.Id,
    };

    private async Task ReleaseAsync(Move move)
    {
        bool never = move.B % 6 == 0;
        var hold = HoldOf(move.A);
        if (hold is null || never)
        {
            await SendAsync(new ReleaseHold { Partner = ScenarioWorld.Partner, Wallet = SlotOf(move.A).Wallet, Id = ScenarioIds.Hold(_number), OnlyIfExpired = move.B % 4 == 0 });
            if (move.Extra % 2 == 0)
            {
                // The late attempt.
                await SendAsync(Reserve(SlotOf(move.A), HoldKind.Outgoing, new Money(1, SlotOf(move.A).Currency)));
            }

            return;
        }

        await SendAsync(new ReleaseHold { Partner = ScenarioWorld.Partner, Wallet = hold.Command.Wallet, Id = hold.Command.Id, OnlyIfExpired = move.B % 4 == 1 });
    }

    private BigInteger InTransit(Currency currency) => Model.Wallets
        .Where(wallet => wallet.Type == WalletType.Transit && wallet.Currency == currency)
        .Aggregate(BigInteger.Zero, (sum, wallet) => sum + wallet.Posted);

    /// <summary>Across partitions: reserve both ends, post from transit, capture to transit; a refusal releases what was reserved.</summary>
    private async Task CrossAsync(Move move)
    {
        var from = SlotOf(move.A);
        var to = Pick(ScenarioWorld.Slots.Where(slot => slot.Partition != from.Partition && slot.Currency == from.Currency).ToList(), move.B);
        if (to is null)
        {
            return;
        }

        var amount = Amount(move, from, EntryDirection.Debit);
        var before = InTransit(from.Currency);
        var outgoing = Reserve(from, HoldKind.Outgoing, amount);
        var inbound = Reserve(to, HoldKind.Inbound, amount);
        if (!await SendAsync(outgoing) || !await SendAsync(inbound))
        {
            await SendAsync(new ReleaseHold { Partner = ScenarioWorld.Partner, Wallet = outgoing.Wallet, Id = outgoing.Id });
            await SendAsync(new ReleaseHold { Partner = ScenarioWorld.Partner, Wallet = inbound.Wallet, Id = inbound.Id });
            return;
        }

        foreach (var (slot, side) in new[] { (from, StatusSide.Partner), (to, StatusSide.Bank) })
        {
            if (move.Extra % 3 == 0)
            {
                // Nothing can refuse from here on.
                await SendAsync(Status(slot.Wallet, side, WalletStatus.Blocked));
            }
        }

        await SendAsync(Posting(to.Partition, [PostingLine.Debit(WalletType.Transit, amount), PostingLine.Credit(to.Wallet, amount)]) with
        {
            Captures = [new HoldCapture(to.Wallet, inbound.Id, amount)],
        });
        await SendAsync(Posting(from.Partition, [PostingLine.Debit(from.Wallet, amount), PostingLine.Credit(WalletType.Transit, amount)]) with
        {
            Captures = [new HoldCapture(from.Wallet, outgoing.Id, amount)],
        });
        Agreement.Same("in transit", before, InTransit(from.Currency));
    }
}
