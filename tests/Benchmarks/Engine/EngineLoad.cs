using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace WalletFunctions.Benchmarks.Engine;

/// <summary>Callers that each start an instance, wait for its answer, and start the next.</summary>
internal sealed class EngineLoad(HttpClient http, StorageCalls calls, Func<double> azuriteCpuMs)
{
    private static long _ids;

    /// <summary>Calls for a while.</summary>
    public async Task<EngineFigures> RunAsync(int callers, TimeSpan time)
    {
        using var process = Process.GetCurrentProcess();
        var (callsBefore, cpuBefore, azuriteBefore) = (calls.Count, process.TotalProcessorTime, azuriteCpuMs());
        var began = Stopwatch.GetTimestamp();
        var latencies = await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => CallAsync(began, time)));
        var elapsed = Stopwatch.GetElapsedTime(began);
        var sorted = latencies.SelectMany(each => each).Order().ToArray();
        process.Refresh();
        return new EngineFigures(
            callers,
            sorted.Length / elapsed.TotalSeconds,
            sorted[sorted.Length / 2],
            sorted[(int)(sorted.Length * 0.99)],
            (double)(calls.Count - callsBefore) / sorted.Length,
            (process.TotalProcessorTime - cpuBefore).TotalMilliseconds / sorted.Length,
            (azuriteCpuMs() - azuriteBefore) / sorted.Length);
    }

    private async Task<List<double>> CallAsync(long began, TimeSpan time)
    {
        var latencies = new List<double>();
        while (Stopwatch.GetElapsedTime(began) < time)
        {
            var started = Stopwatch.GetTimestamp();
            var id = string.Create(CultureInfo.InvariantCulture, $"/run/txn_{Interlocked.Increment(ref _ids):D12}~1");
            using var answer = await http.PostAsync(new Uri(id, UriKind.Relative), null);
            var text = await answer.Content.ReadAsStringAsync();
            if (answer.StatusCode != HttpStatusCode.OK || text != BenchFunctions.Result.ToString(CultureInfo.InvariantCulture))
            {
                throw new InvalidOperationException($"{id} was answered {(int)answer.StatusCode}: {text}");
            }

            latencies.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return latencies;
    }
}
