using System.Diagnostics;
using System.Globalization;
using Azure;
using Azure.Data.Tables;
using WalletFunctions.Shared.Ledger;

namespace WalletFunctions.Benchmarks.Ledger;

/// <summary>
/// The ceiling: a bare client that sends the transactions which the ledger sent – the same operations, properties and sizes, the same number in flight – under keys of its own in the
/// same table, with no logic at all. A row that the ledger replaced is here a replace, by ETag, of one of the lane's own rows.
/// </summary>
internal sealed class BareClient(TableClient table, int partitions)
{
    private const int RowsToReplace = BenchWorld.WalletCount;
    private const int MinRowsOfLane = 200;
    private const int KeyDigits = 12;
    private const int MaxActions = 100;
    private readonly List<Lane> _lanes = [];
    private long _keys;

    /// <summary>Makes the rows that so many transactions at a time can replace.</summary>
    internal async Task PrepareAsync(IReadOnlyList<IReadOnlyList<TableTransactionAction>> samples, int inFlight)
    {
        IReadOnlyList<TableTransactionAction> replaced = [.. samples.SelectMany(sample => sample).Where(action => action.ActionType != TableTransactionActionType.Add)];
        while (_lanes.Count < inFlight)
        {
            _lanes.Add(await NewLaneAsync(replaced, Math.Max(MinRowsOfLane, RowsToReplace / inFlight / MaxActions * MaxActions)));
        }
    }

    /// <summary>Sends such transactions for a while, so many at a time.</summary>
    /// <returns>Entities written in a second, transactions in a second, and the processor time of this process for each entity in milliseconds.</returns>
    internal async Task<(double EntitiesPerSecond, double CallsPerSecond, double CpuMsPerEntity)> RunAsync(
        IReadOnlyList<IReadOnlyList<TableTransactionAction>> samples, int inFlight, double seconds)
    {
        int next = 0;
        long entities = 0, calls = 0;
        TimeSpan cpuBefore = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(_lanes.Take(inFlight).Select(lane => Task.Run(async () =>
        {
            while (clock.Elapsed.TotalSeconds < seconds)
            {
                IReadOnlyList<TableTransactionAction> sample = samples[(int)((uint)Interlocked.Increment(ref next) % (uint)samples.Count)];
                await SendAsync(lane, sample);
                Interlocked.Add(ref entities, sample.Count);
                Interlocked.Increment(ref calls);
            }
        })));
        double took = clock.Elapsed.TotalSeconds;
        return (entities / took, calls / took, (Environment.CpuUsage.TotalTime - cpuBefore).TotalMilliseconds / entities);
    }

    private async Task SendAsync(Lane lane, IReadOnlyList<TableTransactionAction> sample)
    {
        var actions = new List<TableTransactionAction>(sample.Count);
        var places = new List<(int Action, int Row)>(sample.Count);
        foreach (TableTransactionAction action in sample)
        {
            if (action.ActionType == TableTransactionActionType.Add)
            {
                actions.Add(new TableTransactionAction(TableTransactionActionType.Add, Copy(action.Entity, lane.PartitionKey)));
                continue;
            }

            int row = lane.Next();
            places.Add((actions.Count, row));
            actions.Add(new TableTransactionAction(TableTransactionActionType.UpdateReplace, Copy(action.Entity, lane.PartitionKey, lane.RowKeys[row]), lane.ETags[row]));
        }

        Response<IReadOnlyList<Response>> answer = await table.SubmitTransactionAsync(actions);
        foreach ((int place, int row) in places)
        {
            lane.ETags[row] = answer.Value[place].Headers.ETag!.Value;
        }
    }

    private async Task<Lane> NewLaneAsync(IReadOnlyList<TableTransactionAction> replaced, int rows)
    {
        // Half of them before the ledger's partitions and half behind: a row costs Azurite the more, the more rows come after it.
        string number = _lanes.Count.ToString(CultureInfo.InvariantCulture);
        string behind = new LedgerPartition(BenchWorld.Partner, partitions - 1).ToKey();
        var lane = new Lane(_lanes.Count % 2 == 0 ? $"bench~!{number}" : $"{behind}!{number}", rows, _lanes.Count);
        for (int first = 0; first < rows; first += MaxActions)
        {
            List<TableTransactionAction> actions = [];
            for (int row = first; row < first + MaxActions; row++)
            {
                lane.RowKeys[row] = NewKey(replaced[row % replaced.Count].Entity.RowKey);
                actions.Add(new TableTransactionAction(TableTransactionActionType.Add, Copy(replaced[row % replaced.Count].Entity, lane.PartitionKey, lane.RowKeys[row])));
            }

            Response<IReadOnlyList<Response>> answer = await table.SubmitTransactionAsync(actions);
            for (int i = 0; i < actions.Count; i++)
            {
                lane.ETags[first + i] = answer.Value[i].Headers.ETag!.Value;
            }
        }

        return lane;
    }

    private TableEntity Copy(ITableEntity entity, string partitionKey, string? rowKey = null) =>
        new((IDictionary<string, object>)entity) { PartitionKey = partitionKey, RowKey = rowKey ?? NewKey(entity.RowKey) };

    /// <summary>A key of the same form and length, where new keys would fall: any place among transactions, dense below a wallet.</summary>
    private string NewKey(string rowKey)
    {
        long number = Interlocked.Increment(ref _keys);
        int transaction = rowKey.IndexOf("txn_", StringComparison.Ordinal);
        if (transaction >= 0)
        {
            const long Spread = 618_033_988_749, Range = 999_999_999_989;
            int place = transaction + "txn_".Length;
            return rowKey[..place] + Digits((long)((Int128)number * Spread % Range)) + rowKey[(place + KeyDigits)..];
        }

        const long Middle = 500_000_000_000;
        return rowKey[..^KeyDigits] + Digits(Middle - number);
    }

    private static string Digits(long number) => number.ToString("000000000000", CultureInfo.InvariantCulture);

    /// <summary>The rows that one transaction in flight may replace.</summary>
    private sealed class Lane(string partitionKey, int rows, int seed)
    {
        private readonly int[] _order = [.. Enumerable.Range(0, rows)];
        private readonly Random _random = new(seed);
        private int _next;

        internal string PartitionKey => partitionKey;

        internal string[] RowKeys { get; } = new string[rows];

        internal ETag[] ETags { get; } = new ETag[rows];

        /// <summary>Any row, but none twice in a transaction.</summary>
        internal int Next()
        {
            // The rows of the last transactions are at the front; those of the back half are free.
            int half = _order.Length / 2, place = half + _random.Next(half);
            _next = (_next + 1) % half;
            (_order[_next], _order[place]) = (_order[place], _order[_next]);
            return _order[_next];
        }
    }
}
