using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Refusals;
using Xunit;
using static WalletFunctions.Tests.Shared.Ledger.LedgerBench;

namespace WalletFunctions.Tests.Shared.Ledger;

/// <summary>Holds that reserve the way back: nothing is refunded beside the count.</summary>
public sealed class UndoHoldTests
{
    [Fact]
    public async Task A_hold_of_a_refund_has_no_fee_which_a_release_would_give_back_to_other_refunds()
    {
        await using var bench = new LedgerBench();
        (WalletId alice, WalletId bob, PostingReceipt original) = await PaidAsync(bench);
        var undo = new UndoOf(original.Id, UndoKind.Refund);

        LedgerResult<HoldView> refused = await bench.Ledger.HoldAsync(
            Hold(bob, "r", 60) with { Undo = undo, FeeMinor = 10, Purpose = PostingPurpose.Reversal }, CancellationToken.None);

        Assert.IsType<InvalidCommand>(refused.Refusal);
        Assert.Equal(0, (await bench.Reader.FindPostingAsync(Zero, original.Id, CancellationToken.None))!.Posted!.ReversedMinor);
        Assert.Equal(900, (await bench.WalletAsync(alice)).Posted.Minor);
    }

    [Theory]
    [InlineData(true, 50, 80)]
    [InlineData(false, 50, 50)]
    [InlineData(true, 30, 50)]
    public async Task What_a_hold_is_about_to_take_back_its_capture_takes_back_and_no_more(bool namesIt, long captured, long debited)
    {
        await using var bench = new LedgerBench();
        (WalletId alice, WalletId bob, PostingReceipt original) = await PaidAsync(bench);
        var undo = new UndoOf(original.Id, UndoKind.Refund);
        HoldView hold = await AcceptedAsync(bench.Ledger.HoldAsync(Hold(bob, "r", 50) with { Undo = undo, Purpose = PostingPurpose.Reversal }, CancellationToken.None));

        LedgerResult<PostingReceipt> refused = await bench.Ledger.PostAsync(
            Posting("r", PostingLine.Debit(bob, Dollars(debited)), PostingLine.Credit(alice, Dollars(debited))) with
            {
                Undo = namesIt ? undo : null,
                Captures = [new HoldCapture(bob, hold.Id, Dollars(captured))],
                Purpose = PostingPurpose.Reversal,
            },
            CancellationToken.None);

        Assert.IsType<InvalidCommand>(refused.Refusal);
        Assert.Equal(50, (await bench.Reader.FindPostingAsync(Zero, original.Id, CancellationToken.None))!.Posted!.ReversedMinor);
    }

    [Fact]
    public async Task What_takes_back_is_not_taken_back()
    {
        await using var bench = new LedgerBench();
        (WalletId alice, WalletId bob, PostingReceipt original) = await PaidAsync(bench);
        PostingReceipt refund = await AcceptedAsync(bench.Ledger.PostAsync(
            Posting("r", PostingLine.Debit(bob, Dollars(40)), PostingLine.Credit(alice, Dollars(40))) with
            {
                Undo = new UndoOf(original.Id, UndoKind.Refund),
                Purpose = PostingPurpose.Reversal,
            },
            CancellationToken.None));

        LedgerResult<PostingReceipt> reversed = await bench.Ledger.ReverseAsync(
            new ReversePosting { Partition = Zero, Original = refund.Id, Transaction = TransactionNamed("again"), BookingDate = Date }, CancellationToken.None);

        Assert.IsType<InvalidCommand>(reversed.Refusal);
        Assert.Equal(60, (await bench.WalletAsync(bob)).Posted.Minor);
    }

    private static async Task<(WalletId Alice, WalletId Bob, PostingReceipt Original)> PaidAsync(LedgerBench bench)
    {
        WalletId alice = await bench.OpenAsync("alice", 1_000);
        WalletId bob = await bench.OpenAsync("bob");
        return (alice, bob, await AcceptedAsync(bench.TransferAsync(alice, bob, 100, "t")));
    }
}
