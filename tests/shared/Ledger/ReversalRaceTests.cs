using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Refusals;
using Xunit;
using static WalletFunctions.Tests.Shared.Ledger.LedgerBench;

namespace WalletFunctions.Tests.Shared.Ledger;

public sealed class ReversalRaceTests
{
    /// <summary>The second had read the original before the first was written, and the wallet after: its reason would have been the money that the first took.</summary>
    [Fact]
    public async Task Of_two_reversals_at_the_same_time_the_second_is_refused_because_of_the_first()
    {
        await using var bench = new LedgerBench();
        WalletId alice = await bench.OpenAsync("alice", 1000);
        WalletId bob = await bench.OpenAsync("bob");
        PostingReceipt original = await AcceptedAsync(bench.TransferAsync(alice, bob, 600, "t1"));

        LedgerResult<PostingReceipt>[] results = await Task.WhenAll(ReverseAsync("r1"), ReverseAsync("r2"));

        LedgerResult<PostingReceipt> first = results.Single(result => result.IsAccepted);
        LedgerResult<PostingReceipt> second = results.Single(result => !result.IsAccepted);
        Assert.Equal(new AlreadyReversed(original.Id, first.Value!.Transaction), second.Refusal);

        Task<LedgerResult<PostingReceipt>> ReverseAsync(string by) => bench.Ledger.ReverseAsync(
            new ReversePosting { Partition = Zero, Original = original.Id, Transaction = TransactionNamed(by), BookingDate = Date },
            CancellationToken.None);
    }
}
