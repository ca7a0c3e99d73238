using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Refusals;
using Xunit;
using static WalletFunctions.Tests.Shared.Ledger.LedgerBench;

namespace WalletFunctions.Tests.Shared.Ledger;

public sealed class FirstPostingTests
{
    [Fact]
    public async Task A_deposit_and_a_transfer_move_balances_and_leave_entries()
    {
        await using var bench = new LedgerBench();
        WalletId alice = await bench.OpenAsync("alice", 1000);
        WalletId bob = await bench.OpenAsync("bob");

        PostingReceipt receipt = await AcceptedAsync(bench.TransferAsync(alice, bob, 250, "t1"));

        Assert.Equal(750, (await bench.WalletAsync(alice)).Posted.Minor);
        Assert.Equal(250, (await bench.WalletAsync(bob)).Posted.Minor);
        Assert.Equal([750, 250], receipt.Lines.Select(line => line.BalanceAfter.Minor));
        EntryPage entries = (await bench.Reader.FindEntriesAsync(Partner, alice, new EntryQuery(), CancellationToken.None))!;
        Assert.Equal([2, 1], entries.Items.Select(entry => entry.Sequence));
        Assert.Equal([bob.Value, "settlement"], entries.Items.Select(entry => entry.Counterparty));
        IReadOnlyList<SystemWalletBalance> system = await bench.Reader.ListSystemWalletsAsync(Partner, 1, CancellationToken.None);
        Assert.Equal((WalletType.Settlement, -1000L), (system[0].Type, system[0].Posted.Minor));
    }

    [Fact]
    public async Task Replay_with_the_same_id_returns_the_first_result()
    {
        await using var bench = new LedgerBench();
        WalletId alice = await bench.OpenAsync("alice", 1000);
        WalletId bob = await bench.OpenAsync("bob");
        LedgerResult<PostingReceipt> first = await bench.TransferAsync(alice, bob, 250, "t1");
        await bench.TransferAsync(alice, bob, 100, "t2");

        LedgerResult<PostingReceipt> again = await bench.TransferAsync(alice, bob, 250, "t1");
        LedgerResult<PostingReceipt> other = await bench.TransferAsync(alice, bob, 251, "t1");

        Assert.True(again.Replayed);
        Assert.Equal(first.Value!.Lines, again.Value!.Lines);
        Assert.IsType<PostingIdReused>(other.Refusal);
    }

    [Fact]
    public async Task An_overdraft_is_refused_with_the_numbers_and_remembered()
    {
        await using var bench = new LedgerBench();
        WalletId alice = await bench.OpenAsync("alice", 1000);
        WalletId bob = await bench.OpenAsync("bob", 5000);

        LedgerResult<PostingReceipt> refused = await bench.TransferAsync(alice, bob, 1001, "t1");
        await bench.TransferAsync(bob, alice, 5000, "t2");
        LedgerResult<PostingReceipt> again = await bench.TransferAsync(alice, bob, 1001, "t1");

        Assert.Equal(new InsufficientFunds(alice, Dollars(1000), Dollars(1001)), refused.Refusal);
        Assert.Equal(refused.Refusal, again.Refusal);
        Assert.True(again.Replayed);
    }
}
