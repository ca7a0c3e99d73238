using WalletFunctions.Shared.Ledger.Proof;
using WalletFunctions.Shared.Ledger.Proof.Rebuilding;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Ledger.Storage;
using Xunit;
using static WalletFunctions.Tests.Shared.Ledger.LedgerBench;

namespace WalletFunctions.Tests.Shared.Ledger.Proof;

public sealed class InMemoryRebuildTests : RebuildContract
{
    private static readonly ProofScope.OnePartition One = new(Zero);

    private protected override Task<ProvenLedger> NewLedgerAsync() => ProvenLedger.NewAsync();

    public static TheoryData<string> Damages => [.. Tampering.All.Where(tampering => !new Finding(tampering.Kind, Zero, string.Empty, string.Empty).IsRebuildable).Select(tampering => tampering.Name)];

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task Nothing_is_rebuilt_from_rows_that_are_damaged(string name)
    {
        await using ProvenLedger ledger = await ProvenLedger.NewAsync();
        Tampering tampering = Tampering.All.Single(tampering => tampering.Name == name);
        string aliceToo = RowKeys.Wallet(ledger.AliceToo);
        await ledger.DeleteAsync(aliceToo);
        await tampering.DoAsync(ledger);

        RebuildReport report = await RebuildAsync(ledger, One);

        Assert.True(report.IsRefused);
        Assert.Equal((0, 0), ((int)report.Wallets, (int)report.Customers));
        Assert.Null(await ledger.Bench.Store.FindAsync(Zero, aliceToo, CancellationToken.None));
    }

    [Fact]
    public async Task A_row_that_is_written_meanwhile_is_summed_up_again()
    {
        await using ProvenLedger ledger = await ProvenLedger.NewAsync();
        var hooked = new HookedStore(ledger.Bench.Store);
        string rowKey = RowKeys.Wallet(ledger.Empty);
        await ledger.ChangeAsync<WalletRow>(rowKey, wallet => wallet with { Windows = new LimitWindows(Date, default, default) });
        await using var writer = new LedgerBench(ledger.Bench.Store);
        int writes = 0;
        hooked.BeforeWrite = async () =>
        {
            if (writes++ == 0)
            {
                await AcceptedAsync(writer.TransferAsync(ledger.Bob, ledger.Empty, 5));
            }
        };

        RebuildReport report = await RebuildAsync(ledger, One, hooked);

        Assert.Empty(report.Contended);
        Assert.Equal(5, (await ledger.RowAsync<WalletRow>(rowKey)).PostedMinor);
        await ledger.AssertCleanAsync();
    }

    [Fact]
    public async Task A_row_that_is_written_all_the_time_is_left_to_its_writers()
    {
        await using ProvenLedger ledger = await ProvenLedger.NewAsync();
        var hooked = new HookedStore(ledger.Bench.Store);
        string rowKey = RowKeys.Wallet(ledger.Empty);
        await ledger.ChangeAsync<WalletRow>(rowKey, wallet => wallet with { HeldMinor = 3 });
        await using var writer = new LedgerBench(ledger.Bench.Store);
        hooked.BeforeWrite = () => AcceptedAsync(writer.TransferAsync(ledger.Bob, ledger.Empty, 5));

        RebuildReport report = await RebuildAsync(ledger, One, hooked);

        Assert.Equal($"{Zero} {rowKey}", Assert.Single(report.Contended));
        Assert.Equal(3, (await ledger.RowAsync<WalletRow>(rowKey)).HeldMinor);
        hooked.BeforeWrite = null;
        Assert.Empty((await RebuildAsync(ledger, One, hooked)).Contended);
        await ledger.AssertCleanAsync();
    }

    [Fact]
    public async Task It_rebuilds_a_quiet_wallet_while_sixteen_writers_go_on()
    {
        var store = new InMemoryLedgerStore();
        await using LoadedLedger ledger = await LoadedLedger.StartAsync(store, store);
        var quiet = await ledger.Bench.OpenAsync("quiet", 500);
        WalletRow original = Assert.IsType<WalletRow>((await store.FindAsync(Zero, RowKeys.Wallet(quiet), CancellationToken.None))!.Row);
        store.Tamper(Zero, original.RowKey, original with { PostedMinor = 5_000 });
        var rebuilder = new LedgerRebuilder(store, new WalletFunctions.Shared.Ledger.Proof.Heads.InMemoryDailyHeadStore(), Keys, TimeProvider.System);

        RebuildReport report = await rebuilder.RebuildAsync(One, progress: null, CancellationToken.None);

        Assert.Equal(string.Empty, string.Join('\n', report.Damage));
        Assert.Equal(original, (await store.FindAsync(Zero, original.RowKey, CancellationToken.None))!.Row);
        await ledger.StopAsync();
        VerifyReport verified = await new LedgerVerifier(store, new WalletFunctions.Shared.Ledger.Proof.Heads.InMemoryDailyHeadStore(), EveryTransaction.IsFinished, Keys, TimeProvider.System)
            .VerifyAsync(One, watermarks: null, progress: null, CancellationToken.None);
        Assert.Equal(string.Empty, string.Join('\n', verified.Findings));
    }
}
