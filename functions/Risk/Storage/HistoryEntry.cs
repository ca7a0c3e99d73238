using Azure;
using WalletFunctions.Shared.Risk;
using WalletFunctions.Shared.Risk.History;

namespace WalletFunctions.Risk.Storage;

/// <summary>One subject's history in memory. Its owner's lock guards it.</summary>
internal sealed class HistoryEntry(string rowKey)
{
    private readonly List<(RiskRequest Request, TimeSpan Lookback)> _pending = [];

    /// <summary>The row.</summary>
    public string RowKey { get; } = rowKey;

    /// <summary>The history with everything that was recorded here, stored or not.</summary>
    public RiskActivityLog Log { get; private set; } = RiskActivityLog.Empty;

    /// <summary>The row's version as last seen; null when there is no row.</summary>
    public ETag? ETag { get; private set; }

    /// <summary>The read that brings the stored history.</summary>
    public Task? Loading { get; set; }

    /// <summary>When memory and storage last agreed, as a timestamp.</summary>
    public long SyncedAt { get; private set; }

    /// <summary>When the entry was last asked for, as a timestamp.</summary>
    public long UsedAt { get; set; }

    /// <summary>How often storage was agreed with; tells a read that was overtaken by a write.</summary>
    public int Syncs { get; private set; }

    /// <summary>Completed when everything recorded so far is stored; null when nobody waits.</summary>
    public TaskCompletionSource? Stored { get; set; }

    /// <summary>How many recorded movements are not stored yet.</summary>
    public int PendingCount => _pending.Count;

    /// <summary>Records a movement; false when it is there already.</summary>
    public bool Record(RiskRequest request, TimeSpan lookback)
    {
        var log = Log.Record(request, lookback);
        if (ReferenceEquals(log, Log))
        {
            return false;
        }

        Log = log;
        _pending.Add((request, lookback));
        return true;
    }

    /// <summary>Takes over what storage holds, and puts what is not stored yet on top.</summary>
    public void TakeOver(RiskActivityLog stored, ETag? etag, long now)
    {
        Log = _pending.Aggregate(stored, (log, pending) => log.Record(pending.Request, pending.Lookback));
        Synced(etag, now);
    }

    /// <summary>Notes that the first <paramref name="count"/> pending movements are stored.</summary>
    public void Written(int count, ETag? etag, long now)
    {
        _pending.RemoveRange(0, count);
        Synced(etag, now);
        if (_pending.Count == 0)
        {
            Stored?.TrySetResult();
            Stored = null;
        }
    }

    /// <summary>Gives up what could not be stored.</summary>
    public void Lost(Exception cause)
    {
        _pending.Clear();
        Stored?.TrySetException(cause);
        Stored = null;
    }

    private void Synced(ETag? etag, long now)
    {
        ETag = etag;
        SyncedAt = now;
        Syncs++;
    }
}
