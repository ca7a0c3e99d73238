using System.Globalization;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Ledger.Storage;
using WalletFunctions.Shared.Ledger.Writing;

namespace WalletFunctions.Benchmarks.Ledger;

/// <summary>How much memory the ledger keeps after it has touched many wallets: over a storage that keeps nothing, so that what grows is the ledger's own.</summary>
internal static class CacheMemory
{
    /// <summary>The memory of this process in managed objects after each number of wallets, in MiB.</summary>
    internal static async Task<double[]> MeasureAsync(IReadOnlyList<int> walletCounts)
    {
        const int AtOnce = 1_000;
        const double Mebibyte = 1_048_576;
        var world = new BenchWorld(1);
        await using GroupCommitLedger ledger = world.Connect(new BottomlessStore(), slot: 0);
        double[] used = new double[walletCounts.Count];
        int touched = 0;
        for (int i = 0; i < used.Length; i++)
        {
            while (touched < walletCounts[i])
            {
                int first = touched;
                await Task.WhenAll(Enumerable.Range(first, AtOnce).Select(number =>
                    ledger.PostAsync(world.Deposit(world.NewId(), BenchWorld.WalletOf(number, 1), minor: 100, feeMinor: 0), CancellationToken.None)));
                touched += AtOnce;
            }

            used[i] = GC.GetTotalMemory(forceFullCollection: true) / Mebibyte;
        }

        return used;
    }

    /// <summary>Every customer wallet is there, as it was opened; every write succeeds and is forgotten.</summary>
    private sealed class BottomlessStore : ILedgerStore
    {
        private long _versions;

        public Task<StoredRow?> FindAsync(LedgerPartition partition, string rowKey, CancellationToken cancellationToken) =>
            Task.FromResult(rowKey.StartsWith(RowKeys.Wallets, StringComparison.Ordinal) && !rowKey.Contains('-', StringComparison.Ordinal) ? NewWallet(rowKey) : null);

        public Task<WriteResult> WriteAsync(LedgerPartition partition, IReadOnlyList<RowWrite> writes, CancellationToken cancellationToken) =>
            Task.FromResult<WriteResult>(new WriteResult.Written([.. writes.Select(_ => Interlocked.Increment(ref _versions).ToString(CultureInfo.InvariantCulture))]));

        public IAsyncEnumerable<StoredRow> ScanAsync(LedgerPartition partition, RowRange range, int? pageSize, CancellationToken cancellationToken) =>
            throw new NotSupportedException("Postings are point reads and writes alone.");

        private static StoredRow NewWallet(string rowKey) => new(
            new WalletRow
            {
                Wallet = WalletId.Parse(rowKey[RowKeys.Wallets.Length..]),
                Type = WalletType.Customer,
                Currency = BenchWorld.Usd,
                Tier = KycTier.Parse("full"),
                LimitProfile = Shared.Ledger.Limits.LimitProfileId.Parse("free"),
                ControlVersion = 1,
                ControlHash = new string('a', 43),
                OpenedAt = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
            },
            "0");
    }
}
