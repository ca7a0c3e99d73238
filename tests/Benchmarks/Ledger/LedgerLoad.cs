using System.Diagnostics;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Plans;
using WalletFunctions.Shared.Ledger.Writing;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Benchmarks.Ledger;

/// <summary>Callers of the ledger, each of which sends its next command when the one before is committed.</summary>
internal sealed class LedgerLoad(BenchWorld world, GroupCommitLedger ledger, CountingTable table)
{
    private int _seeds = Environment.ProcessId;

    internal async Task<LoadResult> RunAsync(LoadRequest request)
    {
        TableTraffic before = table.Traffic;
        TimeSpan cpuBefore = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        long begun = 0;
        bool GoesOn() => request.Operations > 0 ? Interlocked.Increment(ref begun) <= request.Operations : clock.Elapsed.TotalSeconds < request.Seconds;
        double[][] tookMs = await Task.WhenAll(Enumerable.Range(0, request.Callers).Select(_ => Task.Run(() => CallAsync(request, GoesOn))));
        double seconds = clock.Elapsed.TotalSeconds;
        double[] all = [.. tookMs.SelectMany(took => took).Order()];
        return new LoadResult
        {
            Operations = all.Length,
            Seconds = seconds,
            MedianMs = all[all.Length / 2],
            Percentile99Ms = all[all.Length * 99 / 100],
            Traffic = table.Traffic - before,
            CpuMs = (Environment.CpuUsage.TotalTime - cpuBefore).TotalMilliseconds,
        };
    }

    private async Task<double[]> CallAsync(LoadRequest request, Func<bool> goesOn)
    {
        var random = new Random(Interlocked.Increment(ref _seeds));
        var runner = new PlanRunner(ledger);
        var tookMs = new List<double>(4_096);
        while (goesOn())
        {
            int from = random.Next(BenchWorld.WalletCount), to = (from + 1 + random.Next(BenchWorld.WalletCount - 1)) % BenchWorld.WalletCount;
            long start = Stopwatch.GetTimestamp();
            bool isAccepted = request.IsMix && random.Next(2) == 0
                ? (await ledger.PostAsync(world.Deposit(world.NewId(), world.Wallets[to], minor: 100, feeMinor: 1), CancellationToken.None)).IsAccepted
                : await runner.RunAsync(LedgerPlans.Transfer(BenchWorld.Partner, BenchWorld.Date, NewLeg(from, to)), CancellationToken.None) is PlanOutcome.Posted;
            if (!isAccepted)
            {
                throw new InvalidOperationException("A command was refused that cannot be.");
            }

            tookMs.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return [.. tookMs];
    }

    private Leg NewLeg(int from, int to) => new()
    {
        Transaction = world.NewId(),
        Source = world.Wallets[from],
        Destination = LineWallet.Of(world.Wallets[to]),
        Amount = new Money(1, BenchWorld.Usd),
    };
}
