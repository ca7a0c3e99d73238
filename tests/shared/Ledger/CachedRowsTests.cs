using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Storage;
using WalletFunctions.Shared.Ledger.Writing;
using WalletFunctions.Tests.Shared.Ledger.Faults;
using Xunit;
using static WalletFunctions.Tests.Shared.Ledger.LedgerBench;

namespace WalletFunctions.Tests.Shared.Ledger;

/// <summary>What a process remembers has a limit, however many ledger partitions it writes.</summary>
public sealed class CachedRowsTests
{
    private const int Wallets = 250;
    private readonly FaultyStore _store = new(new InMemoryLedgerStore());
    private int _reads;

    [Fact]
    public async Task All_ledger_partitions_together_remember_no_more_rows_than_they_may()
    {
        _store.OnRead = _ =>
        {
            Interlocked.Increment(ref _reads);
            return null;
        };
        await using var bench = new LedgerBench(_store, options: new LedgerWriterOptions { Slot = 0, CachedRowsTogether = 300 });
        WalletId[] here = await OpenAsync(bench, partition: 0);
        await CountReadsAsync(bench, here[^1]);
        Assert.Equal(0, await CountReadsAsync(bench, here[0]));

        WalletId[] there = await OpenAsync(bench, partition: 7);
        await CountReadsAsync(bench, there[^1]);

        // There is no room for all of both: the oldest wallets are forgotten, never those of the last writes.
        Assert.Equal(0, await CountReadsAsync(bench, there[^2]));
        Assert.Equal(1, await CountReadsAsync(bench, there[0]));
        Assert.Equal(0, await CountReadsAsync(bench, here[^2]));
    }

    [Fact]
    public void Options_without_room_for_two_writes_are_unsound() =>
        Assert.Throws<ArgumentException>(() => new LedgerWriterOptions { Slot = 0, CachedRowsTogether = 199 }.Validated());

    private static async Task<WalletId[]> OpenAsync(LedgerBench bench, int partition)
    {
        var wallets = new WalletId[Wallets];
        for (int i = 0; i < wallets.Length; i++)
        {
            wallets[i] = await bench.OpenAsync($"w{i}", partition: partition);
        }

        return wallets;
    }

    private async Task<int> CountReadsAsync(LedgerBench bench, WalletId wallet)
    {
        int before = Volatile.Read(ref _reads);
        await AcceptedAsync(bench.PostAsync($"deposit-{wallet}", PostingLine.Debit(WalletType.Settlement, Dollars(1)), PostingLine.Credit(wallet, Dollars(1))));
        return Volatile.Read(ref _reads) - before;
    }
}
