using System.Text;
using System.Threading.Channels;
using WalletFunctions.Local.Host.Durable.Storage;

namespace WalletFunctions.Local.Host.Durable.Log;

/// <summary>
/// Group commit: one record is written at a time, and takes all units that came while the one before was written. A unit is applied after its record is
/// durable, in the order of the log; so what is seen has always been stored.
/// </summary>
internal sealed class CommitLog(IDurableStore store, Action<long, LogEntry> apply, Action onRecord)
{
    /// <summary>A record takes further units up to this many characters, which one row holds; a single larger unit has a record of its own.</summary>
    public const int MaxGroupCharacters = 140_000;

    private readonly Channel<LogUnit> _queue = Channel.CreateUnbounded<LogUnit>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Held while a record is applied: whoever holds it sees every instance as it is after <see cref="AppliedThrough"/>, and not between.</summary>
    public Lock BetweenRecords { get; } = new();

    /// <summary>The number of the last record applied; read under <see cref="BetweenRecords"/>.</summary>
    public long AppliedThrough { get; private set; }

    /// <summary>Queues a unit. After the end of the log it is dropped, as in a crash.</summary>
    public void Submit(LogUnit unit) => _queue.Writer.TryWrite(unit);

    /// <summary>Takes no further units; those queued are still written.</summary>
    public void Complete() => _queue.Writer.TryComplete();

    /// <summary>Writes units until the log is completed.</summary>
    /// <param name="nextSequence">The number of the first record.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    public async Task RunAsync(long nextSequence, CancellationToken cancellationToken)
    {
        var group = new List<LogUnit>();
        var text = new StringBuilder();
        AppliedThrough = nextSequence - 1;
        while (await _queue.Reader.WaitToReadAsync(cancellationToken))
        {
            Gather(group, text);
            var sequence = nextSequence;
            nextSequence = await store.AppendAsync(sequence, text.ToString(), cancellationToken);
            lock (BetweenRecords)
            {
                Apply(sequence, group);
                AppliedThrough = nextSequence - 1;
            }

            onRecord();
        }
    }

    private void Gather(List<LogUnit> group, StringBuilder text)
    {
        group.Clear();
        text.Clear();
        while (_queue.Reader.TryPeek(out var unit) && (group.Count == 0 || text.Length + unit.Text.Length <= MaxGroupCharacters))
        {
            _queue.Reader.TryRead(out _);
            group.Add(unit);
            text.Append(unit.Text);
        }
    }

    private void Apply(long sequence, List<LogUnit> group)
    {
        foreach (var unit in group)
        {
            foreach (var entry in unit.Entries)
            {
                apply(sequence, entry);
            }

            unit.Applied.TrySetResult();
        }
    }
}
