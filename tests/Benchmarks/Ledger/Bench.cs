using System.Diagnostics;
using Azure.Data.Tables;
using WalletFunctions.Ledger.Tables;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Proof;
using WalletFunctions.Shared.Ledger.Proof.Heads;
using WalletFunctions.Shared.Ledger.Writing;

namespace WalletFunctions.Benchmarks.Ledger;

/// <summary>The ledger and the bare client on one new table, where a second process of the ledger can join them.</summary>
internal sealed class Bench : IAsyncDisposable
{
    private readonly BenchAzurite _azurite;
    private readonly CountingTable _counting;
    private readonly GroupCommitLedger _ledger;
    private readonly LedgerLoad _load;
    private readonly BareClient _bare;
    private readonly TableClient _table;
    private readonly TableFill _fill;
    private IReadOnlyList<IReadOnlyList<TableTransactionAction>> _samples = [];

    private Bench(BenchAzurite azurite, TableClient table, int partitions)
    {
        _azurite = azurite;
        _table = table;
        Partitions = partitions;
        World = new BenchWorld(partitions);
        _counting = new CountingTable(table);
        _ledger = World.Connect(_counting, slot: 0);
        _load = new LedgerLoad(World, _ledger, _counting);
        _bare = new BareClient(table, partitions);
        _fill = new TableFill(table, World);
    }

    internal int Partitions { get; }

    internal BenchWorld World { get; }

    /// <summary>Opens the wallets, and sends enough through for everything to be compiled and cached.</summary>
    internal static async Task<Bench> StartAsync(BenchAzurite azurite, int partitions, bool isMix, double warmUpSeconds)
    {
        var bench = new Bench(azurite, await azurite.NewTableAsync(), partitions);
        await bench.World.OpenAsync(bench._ledger);
        await bench.LedgerAsync(new LoadRequest(Callers: 64, warmUpSeconds, isMix));
        return bench;
    }

    internal async Task<RunFigures> LedgerAsync(LoadRequest request)
    {
        double before = _azurite.CpuMs;
        LoadResult result = await _load.RunAsync(request);
        double azuriteMs = _azurite.CpuMs - before;
        _samples = _counting.TakeKept();
        return new RunFigures(result, azuriteMs);
    }

    /// <summary>The ledger before and after the bare client: on average both meet the table as full as the other.</summary>
    internal async Task<(RunFigures Ledger, CeilingFigures Bare)> AgainstBareAsync(LoadRequest request)
    {
        LoadRequest half = request with { Seconds = request.Seconds / 2 };
        RunFigures before = await LedgerAsync(half);
        CeilingFigures bare = await BareAsync(before, request.Seconds);
        RunFigures after = await LedgerAsync(half);
        return (new RunFigures(before.Load.Then(after.Load), before.AzuriteCpuMs + after.AzuriteCpuMs), bare);
    }

    /// <summary>Verifies what the ledger wrote into its first partition. Throws if anything is wrong.</summary>
    /// <returns>Entries, and how long it took.</returns>
    internal async Task<(long Entries, double Seconds)> VerifyAsync()
    {
        var verifier = new LedgerVerifier(new TableLedgerStore((_, _) => ValueTask.FromResult(_table)), new InMemoryDailyHeadStore(), AllFinished.Instance, BenchWorld.Keys, TimeProvider.System);
        var clock = Stopwatch.StartNew();
        VerifyReport report = await verifier.VerifyAsync(new ProofScope.Whole(BenchWorld.Partner, PartitionCount: 1), watermarks: null, progress: null, CancellationToken.None);
        return report.IsClean ? (report.Counts.Entries, clock.Elapsed.TotalSeconds) : throw new InvalidOperationException($"The ledger does not verify: {report.Findings[0]}");
    }

    /// <summary>Half the callers here, half in a second process.</summary>
    internal async Task<RunFigures> TwoProcessesAsync(SecondProcess second, LoadRequest request)
    {
        LoadRequest half = request with { Callers = request.Callers / 2 };
        double before = _azurite.CpuMs;
        LoadResult[] results = await Task.WhenAll(second.RunAsync(_table.Name, Partitions, half), _load.RunAsync(half));
        double azuriteMs = _azurite.CpuMs - before;
        _samples = _counting.TakeKept();
        return new RunFigures(results[0].With(results[1]), azuriteMs);
    }

    /// <summary>The bare client, as the ledger's run before was: its transactions, and as many in flight.</summary>
    private async Task<CeilingFigures> BareAsync(RunFigures like, double seconds)
    {
        TableTraffic traffic = like.Load.Traffic;
        int inFlight = Math.Max(1, (int)Math.Ceiling((traffic.WriteTime.TotalSeconds / like.Load.Seconds) - 0.1));
        await _bare.PrepareAsync(_samples, inFlight);
        double before = _azurite.CpuMs;
        (double entities, double calls, double cpuMs) = await _bare.RunAsync(_samples, inFlight, seconds);
        double azuriteMs = (_azurite.CpuMs - before) / (entities * seconds);
        double perOperation = like.Load.EntitiesPerOperation;
        return new CeilingFigures(entities / perOperation, entities, calls, inFlight, cpuMs * perOperation, azuriteMs * perOperation);
    }

    internal Task FillAsync(int entries, Action<int> report) => _fill.RunAsync(_samples, entries, report);

    /// <summary>No transaction of the benchmark is left unfinished when it is verified.</summary>
    private sealed class AllFinished : IUnfinishedTransactions
    {
        internal static readonly AllFinished Instance = new();

        public Task<bool> IsUnfinishedAsync(PartnerId partner, TransactionId transaction, CancellationToken cancellationToken) => Task.FromResult(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _ledger.DisposeAsync();
        await _table.DeleteAsync();
    }
}

/// <summary>One run of the ledger.</summary>
/// <param name="Load">What the callers saw.</param>
/// <param name="AzuriteCpuMs">The processor time of the service, in milliseconds.</param>
internal sealed record RunFigures(LoadResult Load, double AzuriteCpuMs);

/// <summary>One run of the bare client.</summary>
/// <param name="PostingsPerSecond">Entities, counted in postings-worth.</param>
/// <param name="EntitiesPerSecond">Entities written.</param>
/// <param name="CallsPerSecond">Transactions.</param>
/// <param name="InFlight">At the same time.</param>
/// <param name="CpuMs">Processor time of the client for each posting's worth, in milliseconds.</param>
/// <param name="AzuriteCpuMs">Processor time of the service for each posting's worth, in milliseconds.</param>
internal sealed record CeilingFigures(double PostingsPerSecond, double EntitiesPerSecond, double CallsPerSecond, int InFlight, double CpuMs, double AzuriteCpuMs);
