using System.Globalization;
using Azure.Data.Tables;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;

namespace WalletFunctions.Benchmarks.Ledger;

/// <summary>
/// Makes a table look as if the ledger had worked on it for long: entries, and half as many postings, as the ledger writes them, in the partner's other ledger partitions. In the order of
/// their keys, and many partitions: Azurite takes a row that comes last, and a partition that is small, much faster.
/// </summary>
internal sealed class TableFill(TableClient table, BenchWorld world)
{
    private const int MaxActions = 100;
    private const int Lanes = 2;
    private const int Partitions = 98;
    private int _entries;

    /// <summary>Adds entries, and half as many postings.</summary>
    /// <param name="samples">Transactions of the ledger's.</param>
    /// <param name="entries">How many entries.</param>
    /// <param name="report">Is told how many rows are written.</param>
    internal async Task RunAsync(IReadOnlyList<IReadOnlyList<TableTransactionAction>> samples, int entries, Action<int> report)
    {
        List<ITableEntity> rows = [.. samples.SelectMany(sample => sample).Select(action => action.Entity)];
        ITableEntity entry = rows.First(row => row.RowKey.StartsWith("E~", StringComparison.Ordinal));
        ITableEntity posting = rows.First(row => row.RowKey.StartsWith("P~", StringComparison.Ordinal));
        WalletId[] wallets = [.. world.Wallets.OrderBy(wallet => wallet.Value, StringComparer.Ordinal)];
        int perWallet = (entries + wallets.Length - 1) / wallets.Length, perPartition = (entries + Partitions - 1) / Partitions;
        int before = _entries, place = "P~txn_".Length;
        _entries += entries;
        await SendAsync(
            entries,
            number => Copy(entry, number / perPartition, $"E~{wallets[number / perWallet].Value}~{Digits(500_000_000_000 + before + number)}"),
            report);
        await SendAsync(
            entries / 2,
            number => Copy(posting, number * 2 / perPartition, posting.RowKey[..place] + Digits((before / 2) + number) + posting.RowKey[(place + 12)..]),
            rowsDone => report(entries + rowsDone));
    }

    private async Task SendAsync(int count, Func<int, TableEntity> rowOf, Action<int> report)
    {
        int next = 0, done = 0;
        await Task.WhenAll(Enumerable.Range(0, Lanes).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Add(ref next, MaxActions) - MaxActions is var first && first < count)
            {
                int length = Math.Min(MaxActions, count - first);
                foreach (IGrouping<string, TableEntity> partition in Enumerable.Range(first, length).Select(rowOf).GroupBy(row => row.PartitionKey))
                {
                    await table.SubmitTransactionAsync(partition.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)));
                }

                report(Interlocked.Add(ref done, length));
            }
        })));
    }

    private static TableEntity Copy(ITableEntity entity, int partition, string rowKey) => new((IDictionary<string, object>)entity)
    {
        PartitionKey = new LedgerPartition(BenchWorld.Partner, partition + 1).ToKey(),
        RowKey = rowKey,
    };

    private static string Digits(long number) => number.ToString("000000000000", CultureInfo.InvariantCulture);
}
