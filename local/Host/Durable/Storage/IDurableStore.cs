namespace WalletFunctions.Local.Host.Durable.Storage;

/// <summary>
/// Where the engine keeps its log and its instances. A write that returns is durable; the store itself repeats writes until they are (an outage delays, it
/// does not fail), and throws only when it was told to stop (<see cref="OperationCanceledException"/>) or cannot go on (<see cref="StoreLostException"/>).
/// The log's writes are made one at a time, and so are those of the shelves.
/// </summary>
public interface IDurableStore : IAsyncDisposable
{
    /// <summary>
    /// Makes this process the store's one owner; the first call of all. Throws <see cref="StoreOwnedException"/> if another process that lives owns the store.
    /// </summary>
    Task OwnAsync(CancellationToken cancellationToken);

    /// <summary>Reads the log from its first kept record on, and closes it against late writes of an owner before.</summary>
    /// <param name="read">Called for every record, in order.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The sequence numbers of the first kept record and of the next one to be written.</returns>
    Task<(long First, long Next)> ReplayAsync(Func<LogRecord, Task> read, CancellationToken cancellationToken);

    /// <summary>Appends a record and returns the sequence number of the next one.</summary>
    /// <param name="sequence">The record's own number: what the call before returned.</param>
    /// <param name="text">The record; of any length.</param>
    /// <param name="cancellationToken">Stops.</param>
    Task<long> AppendAsync(long sequence, string text, CancellationToken cancellationToken);

    /// <summary>Forgets all records before this one.</summary>
    Task TruncateAsync(long firstKept, CancellationToken cancellationToken);

    /// <summary>Puts instances on a shelf, in place of what it has under their ids.</summary>
    Task PutAsync(Shelf shelf, IReadOnlyList<StoredInstance> instances, CancellationToken cancellationToken);

    /// <summary>Removes instances from a shelf, if it has them.</summary>
    Task RemoveAsync(Shelf shelf, IReadOnlyList<string> instanceIds, CancellationToken cancellationToken);

    /// <summary>An instance, without its document unless asked for; null if the shelf does not have it.</summary>
    Task<StoredInstance?> FindAsync(Shelf shelf, string instanceId, bool withDocument, CancellationToken cancellationToken);

    /// <summary>The instances of a shelf in the order of their ids (ordinal), without documents unless asked for.</summary>
    /// <param name="shelf">The shelf.</param>
    /// <param name="range">Which ids.</param>
    /// <param name="withDocuments">Whether documents come along.</param>
    /// <param name="cancellationToken">Stops.</param>
    IAsyncEnumerable<StoredInstance> ListAsync(Shelf shelf, IdRange range, bool withDocuments, CancellationToken cancellationToken);
}
