using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace WalletFunctions.Benchmarks.Transactions;

/// <summary>
/// Every call of this process to the storage, as the HTTP stack itself measures it: whoever makes it (the app's clients, the host's), and in both builds.
/// </summary>
internal sealed class StorageCallLog : IDisposable
{
    private const string Meter = "System.Net.Http";
    private const string Duration = "http.client.request.duration";
    private const string PortTag = "server.port";

    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<(long Start, long End)> _calls = new();
    private readonly string _port;
    private long _count;
    private bool _keeps;

    /// <summary>Listens to the calls to one address.</summary>
    public StorageCallLog(Uri storage)
    {
        _port = storage.Port.ToString(CultureInfo.InvariantCulture);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == Meter && instrument.Name == Duration)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((_, seconds, tags, _) => Note(seconds, tags));
        _listener.Start();
    }

    /// <summary>Calls so far.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>Begins to keep the calls.</summary>
    public void Keep() => _keeps = true;

    /// <summary>Ends keeping calls, and gives what was kept.</summary>
    public IReadOnlyList<(long Start, long End)> Take()
    {
        _keeps = false;
        var calls = _calls.ToArray();
        _calls.Clear();
        return calls;
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private void Note(double seconds, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var end = Stopwatch.GetTimestamp();
        foreach (var tag in tags)
        {
            if (tag.Key == PortTag && Convert.ToString(tag.Value, CultureInfo.InvariantCulture) == _port)
            {
                Interlocked.Increment(ref _count);
                if (_keeps)
                {
                    _calls.Enqueue((end - (long)(seconds * Stopwatch.Frequency), end));
                }
            }
        }
    }
}
