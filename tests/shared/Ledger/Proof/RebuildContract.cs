using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Proof;
using WalletFunctions.Shared.Ledger.Proof.Rebuilding;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Ledger.Storage;
using Xunit;
using static WalletFunctions.Tests.Shared.Ledger.LedgerBench;

namespace WalletFunctions.Tests.Shared.Ledger.Proof;

/// <summary>What a rebuild does, on every store.</summary>
public abstract class RebuildContract
{
    private static readonly ProofScope.Whole Whole = new(Partner, 8);

    private protected abstract Task<ProvenLedger> NewLedgerAsync();

    [Fact]
    public async Task Rows_that_sum_up_others_come_back_as_they_were()
    {
        await using ProvenLedger ledger = await NewLedgerAsync();
        SortedDictionary<string, LedgerRow> before = await LedgerRows.ReadAsync(ledger.Bench.Store, Zero);
        foreach (string rowKey in before.Keys.Where(IsSum))
        {
            await ledger.DeleteAsync(rowKey);
        }

        RebuildReport report = await RebuildAsync(ledger, Whole);

        Assert.Equal((false, before.Keys.Count(key => key.StartsWith(RowKeys.Wallets, StringComparison.Ordinal)), 1), (report.IsRefused, (int)report.Wallets, (int)report.Customers));
        Assert.Equal(string.Empty, LedgerRows.Differences(before, await LedgerRows.ReadAsync(ledger.Bench.Store, Zero)));
        await ledger.AssertCleanAsync();
    }

    [Fact]
    public async Task Rows_that_say_something_else_are_put_right()
    {
        await using ProvenLedger ledger = await NewLedgerAsync();
        SortedDictionary<string, LedgerRow> before = await LedgerRows.ReadAsync(ledger.Bench.Store, Zero);
        foreach ((string rowKey, LedgerRow row) in before.Where(pair => IsSum(pair.Key)))
        {
            await ledger.SetAsync(Zero, rowKey, Garbled(row));
        }

        RebuildReport report = await RebuildAsync(ledger, Whole);

        Assert.False(report.IsRefused, string.Join('\n', report.Damage));
        Assert.Equal(string.Empty, LedgerRows.Differences(before, await LedgerRows.ReadAsync(ledger.Bench.Store, Zero)));
    }

    [Fact]
    public async Task Rows_that_are_right_are_not_written()
    {
        await using ProvenLedger ledger = await NewLedgerAsync();
        string etag = (await ledger.Bench.Store.FindAsync(Zero, RowKeys.Wallet(ledger.Alice), CancellationToken.None))!.ETag;

        RebuildReport report = await RebuildAsync(ledger, Whole);

        Assert.Equal((0, 0), ((int)report.Wallets, (int)report.Customers));
        Assert.Equal(etag, (await ledger.Bench.Store.FindAsync(Zero, RowKeys.Wallet(ledger.Alice), CancellationToken.None))!.ETag);
    }

    [Fact]
    public async Task One_wallet_is_rebuilt_alone()
    {
        await using ProvenLedger ledger = await NewLedgerAsync();
        WalletRow alice = await ledger.RowAsync<WalletRow>(RowKeys.Wallet(ledger.Alice));
        await ledger.DeleteAsync(RowKeys.Wallet(ledger.Alice));
        await ledger.DeleteAsync(RowKeys.Wallet(ledger.Bob));

        RebuildReport report = await RebuildAsync(ledger, new ProofScope.OneWallet(Partner, ledger.Alice));

        Assert.Equal((false, 1), (report.IsRefused, (int)report.Wallets));
        Assert.Equal(alice, await ledger.RowAsync<WalletRow>(RowKeys.Wallet(ledger.Alice)));
        Assert.Null(await ledger.Bench.Store.FindAsync(Zero, RowKeys.Wallet(ledger.Bob), CancellationToken.None));
    }

    [Fact]
    public async Task A_wallet_that_was_rebuilt_goes_on()
    {
        await using ProvenLedger ledger = await NewLedgerAsync();
        await ledger.DeleteAsync(RowKeys.Wallet(ledger.Bob));
        await RebuildAsync(ledger, Whole);

        await using var restarted = new LedgerBench(ledger.Bench.Store);
        await AcceptedAsync(restarted.TransferAsync(ledger.Bob, ledger.Empty, 1));

        await ledger.AssertCleanAsync();
    }

    private static bool IsSum(string rowKey) => rowKey.StartsWith(RowKeys.Wallets, StringComparison.Ordinal) || rowKey.StartsWith(RowKeys.Customers, StringComparison.Ordinal);

    private static LedgerRow Garbled(LedgerRow row) => row switch
    {
        WalletRow wallet => wallet with
        {
            PostedMinor = 77,
            HeldMinor = 7,
            InboundMinor = 7,
            HoldChanges = 0,
            Sequence = Math.Min(wallet.Sequence, 1),
            Hash = "h",
            MirrorHash = "m",
            LastEntryAt = null,
            Windows = default,
            PartnerStatus = WalletStatus.Closed,
            ControlVersion = 0,
            ControlHash = "c",
            Tier = null,
            Customer = null,
        },
        CustomerRow customer => customer with { PostedMinor = 1, InboundMinor = 2, Windows = default },
        _ => row,
    };

    internal static Task<RebuildReport> RebuildAsync(ProvenLedger ledger, ProofScope scope, ILedgerStore? store = null) =>
        new LedgerRebuilder(store ?? ledger.Bench.Store, ledger.Heads, Keys, ledger.Bench.Clock).RebuildAsync(scope, progress: null, CancellationToken.None);
}
