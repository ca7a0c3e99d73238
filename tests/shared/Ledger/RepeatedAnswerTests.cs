using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Storage;
using WalletFunctions.Shared.Ledger.Writing;
using Xunit;
using static WalletFunctions.Tests.Shared.Ledger.LedgerBench;

namespace WalletFunctions.Tests.Shared.Ledger;

public sealed class RepeatedAnswerTests
{
    /// <summary>
    /// The other process decides, on old balances, a posting whose entries would have the sequences of the first one's, and repeats the first one's receipt in the same batch: what is not written yet
    /// must not get into a receipt.
    /// </summary>
    [Fact]
    public async Task A_repeated_receipt_shows_what_was_written_not_what_the_batch_would_write()
    {
        var store = new InMemoryLedgerStore();
        await using var one = new LedgerBench(store, options: new LedgerWriterOptions { Slot = 0 });
        await using var other = new LedgerBench(store, options: new LedgerWriterOptions { Slot = 1 });
        WalletId alice = await one.OpenAsync("alice", 10_000);
        WalletId bob = await one.OpenAsync("bob", 10_000);
        for (int i = 0; i < 10; i++)
        {
            await AcceptedAsync(other.TransferAsync(alice, bob, 1, $"warm-{i}"));
            await AcceptedAsync(one.HoldAsync(bob, $"hold-{i}", 7));
            await AcceptedAsync(other.TransferAsync(alice, bob, 1, $"warm-again-{i}"));
            PostingReceipt first = await AcceptedAsync(one.TransferAsync(alice, bob, 1000, $"first-{i}"));
            PostLines capture = Posting($"capture-{i}", PostingLine.Debit(bob, Dollars(7)), PostingLine.Credit(alice, Dollars(7))) with
            {
                Captures = [new HoldCapture(bob, HoldId.Of(TransactionNamed($"hold-{i}"), "hold"), Dollars(7))],
            };

            Task<LedgerResult<PostingReceipt>> captured = other.Ledger.PostAsync(capture, CancellationToken.None);
            PostingReceipt repeated = await AcceptedAsync(other.Ledger.RefuseAsync(new RefusePosting(Zero, first.Id), CancellationToken.None));

            Assert.Equal(first.Lines, repeated.Lines);
            await AcceptedAsync(captured);
            await AcceptedAsync(one.TransferAsync(bob, alice, 1000, $"back-{i}"));
        }
    }
}
