using System.Diagnostics;

namespace WalletFunctions.Benchmarks.BankEvents;

/// <summary>One run: deposits for every partner, and the wait until those of the partners that count are fulfilled.</summary>
internal sealed class EventRun(EventWorld world, IReadOnlyList<EventPartner> everybody)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    private int _index;

    /// <summary>Sends so many deposits to each partner at once, and measures until those of the partners that count are fulfilled.</summary>
    public Task<EventFigures> AtOnceAsync(string name, int each, IReadOnlyList<EventPartner> counted) =>
        MeasureAsync(name, counted, () => world.SendAsync(Next(each)));

    /// <summary>Sends deposits at a steady pace, one to each partner in turn, and measures until those of the partners that count are fulfilled.</summary>
    public Task<EventFigures> PacedAsync(string name, int each, double perSecond, IReadOnlyList<EventPartner> counted) =>
        MeasureAsync(name, counted, async () =>
        {
            var began = Stopwatch.GetTimestamp();
            var sent = 0;
            foreach (var deposit in Next(each))
            {
                var due = TimeSpan.FromSeconds(sent++ / perSecond) - Stopwatch.GetElapsedTime(began);
                if (due > TimeSpan.Zero)
                {
                    await Task.Delay(due);
                }

                await world.SendAsync([deposit]);
            }
        });

    private List<(EventPartner Partner, int Index)> Next(int each)
    {
        var deposits = new List<(EventPartner, int)>();
        for (var count = 0; count < each; count++, _index++)
        {
            deposits.AddRange(everybody.Select(partner => (partner, _index)));
        }

        return deposits;
    }

    private async Task<EventFigures> MeasureAsync(string name, IReadOnlyList<EventPartner> counted, Func<Task> send)
    {
        foreach (var partner in everybody)
        {
            partner.Begin();
        }

        using var process = Process.GetCurrentProcess();
        var (calls, cpu, azurite) = (world.Calls.Count, process.TotalProcessorTime, world.Azurite.CpuMs);
        var began = Stopwatch.GetTimestamp();
        await send();
        while (counted.Any(partner => partner.Fulfilled < partner.Outstanding))
        {
            if (Stopwatch.GetElapsedTime(began) > Deadline)
            {
                throw new TimeoutException($"{name}: " + string.Join(", ", counted.Select(partner => $"{partner.Id} {partner.Fulfilled} of {partner.Outstanding}")));
            }

            await Task.Delay(Interval);
        }

        var elapsed = Stopwatch.GetElapsedTime(began);
        process.Refresh();
        var latencies = counted.SelectMany(partner => partner.LatenciesMs()).Order().ToArray();
        var fulfilled = everybody.Sum(partner => partner.Fulfilled);
        return new EventFigures(
            name,
            latencies.Length,
            fulfilled / elapsed.TotalSeconds,
            latencies[latencies.Length / 2],
            latencies[(int)(latencies.Length * 0.99)],
            (double)(world.Calls.Count - calls) / fulfilled,
            (process.TotalProcessorTime - cpu).TotalMilliseconds / fulfilled,
            (world.Azurite.CpuMs - azurite) / fulfilled);
    }
}
