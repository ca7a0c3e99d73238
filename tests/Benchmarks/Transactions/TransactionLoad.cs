using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Benchmarks.Transactions;

/// <summary>Callers that each ask for a transfer between two random wallets of a partner, wait for the final answer, and ask for the next.</summary>
internal sealed class TransactionLoad(TransactionWorld world, BenchPartner partner)
{
    private const int MostCallersKnown = 64;
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(40);
    private static long _keys;

    /// <summary>Calls for a while.</summary>
    public async Task<TransactionFigures> RunAsync(int callers, TimeSpan time)
    {
        using var process = Process.GetCurrentProcess();
        var (callsBefore, cpuBefore, azuriteBefore) = (world.Calls.Count, process.TotalProcessorTime, world.Azurite.CpuMs);
        var began = Stopwatch.GetTimestamp();
        var runs = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => CallAsync(caller, began, time)));
        var elapsed = Stopwatch.GetElapsedTime(began);
        var sorted = runs.SelectMany(run => run.Latencies).Order().ToArray();
        process.Refresh();
        return new TransactionFigures(
            partner.Partitions,
            callers,
            sorted.Length / elapsed.TotalSeconds,
            sorted[sorted.Length / 2],
            sorted[(int)(sorted.Length * 0.99)],
            (double)(world.Calls.Count - callsBefore) / sorted.Length,
            (process.TotalProcessorTime - cpuBefore).TotalMilliseconds / sorted.Length,
            (world.Azurite.CpuMs - azuriteBefore) / sorted.Length,
            runs.Sum(run => run.Errors));
    }

    /// <summary>The waits for the storage between request and answer: the median over single transfers, each begun when the one before had quite ended.</summary>
    public async Task<int> CountWaitsAsync(int transfers)
    {
        var waits = new List<int>();
        var random = new Random(transfers);
        for (var count = 0; count < transfers; count++)
        {
            await UntilQuietAsync();
            world.Calls.Keep();
            var from = Stopwatch.GetTimestamp();
            await TransferAsync(random);
            var to = Stopwatch.GetTimestamp();
            waits.Add(StorageWaits.Count(world.Calls.Take(), from, to));
        }

        return waits.Order().ElementAt(waits.Count / 2);
    }

    private async Task UntilQuietAsync()
    {
        for (var before = -1L; before != world.Calls.Count;)
        {
            before = world.Calls.Count;
            await Task.Delay(Quiet);
        }
    }

    private async Task<(List<double> Latencies, int Errors)> CallAsync(int caller, long began, TimeSpan time)
    {
        var latencies = new List<double>();
        var errors = 0;
        var random = new Random((MostCallersKnown * partner.Partitions) + caller);
        while (Stopwatch.GetElapsedTime(began) < time)
        {
            var started = Stopwatch.GetTimestamp();
            errors += await TransferAsync(random) ? 0 : 1;
            latencies.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return (latencies, errors);
    }

    private async Task<bool> TransferAsync(Random random)
    {
        var (source, destination) = TwoOf(random);
        using var request = partner.Request(HttpMethod.Post, "/v1/transactions");
        request.Headers.Add("Idempotency-Key", string.Create(CultureInfo.InvariantCulture, $"bench-{Interlocked.Increment(ref _keys)}"));
        request.Content = new StringContent(
            $$$"""{"type":"transfer","amount":{"value":1,"currency":"USD"},"sourceWalletId":"{{{source}}}","destinationWalletId":"{{{destination}}}"}""",
            Encoding.UTF8,
            "application/json");
        using var answer = await world.Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        if (answer.StatusCode == HttpStatusCode.Created)
        {
            return true;
        }

        Console.Error.WriteLine($"{(int)answer.StatusCode}: {text}");
        return false;
    }

    private (WalletId Source, WalletId Destination) TwoOf(Random random)
    {
        var source = random.Next(partner.Wallets.Count);
        var step = random.Next(1, partner.Wallets.Count);
        return (partner.Wallets[source], partner.Wallets[(source + step) % partner.Wallets.Count]);
    }
}
