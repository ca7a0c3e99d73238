using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Ledger.Storage;

namespace WalletFunctions.Shared.Ledger.Writing;

/// <summary>What became of a write, and what that means to each of its commands.</summary>
internal sealed partial class PartitionWriter
{
    /// <summary>Conflicts of a command after which not even rows are trusted that were read or written since the conflicts, or our turn, began.</summary>
    private const int MaxConflictsOfTrust = 4;

    /// <summary>Conflicts of a command after which it pauses before it is written again: other writers lose too, so what wins so often is a row that does not belong there.</summary>
    private const int MaxConflictsWithoutPause = 24;

    private static readonly TimeSpan ConflictsBelongTogether = TimeSpan.FromSeconds(2);
    private DateTimeOffset _lastConflictAt;
    private long _conflictsSince;

    private void End(WriteBatch batch, WriteResult? result, Exception? failure)
    {
        _inFlight.Remove(batch);
        _turns.Count();
        foreach (RowWrite write in batch.Writes)
        {
            _locked.Remove(write.Row.RowKey);
        }

        switch (result)
        {
            case WriteResult.Written written:
                DateTimeOffset now = _writing.Clock.GetUtcNow();
                _pace.End(now - batch.SentTime, now);
                Remember(batch, written);
                Complete(batch);
                break;
            case WriteResult.Conflicted conflicted:
                Doubt(batch, conflicted.Index);
                break;
            default:
                Fail(batch, failure!);
                break;
        }
    }

    private void Remember(WriteBatch batch, WriteResult.Written written)
    {
        for (int i = 0; i < batch.Writes.Count; i++)
        {
            LedgerRow row = batch.Writes[i].Row;

            _turns.Note(row);

            // A row that was replaced is remembered whatever it is: a waiting command may have read it as it was before, and other rows after.
            if (RowReads.IsRemembered(row) || batch.Writes[i].IfMatch is not null)
            {
                _cache.Put(new KnownRow(row.RowKey, row, written.ETags[i], batch.SentAt));
            }
            else
            {
                _cache.Remove(row.RowKey);
            }
        }
    }

    private void Complete(WriteBatch batch)
    {
        Interlocked.Add(ref _pending, -batch.Items.Count());
        batch.Complete();
    }

    /// <summary>Nothing was written. The row that stood against it is read again; if that happens twice, more are.</summary>
    private void Doubt(WriteBatch batch, int? index)
    {
        int conflicts = 0;
        DateTimeOffset now = _writing.Clock.GetUtcNow();
        foreach (WorkItem item in batch.Items)
        {
            conflicts = Math.Max(conflicts, ++item.Conflicts);
            if (item.Conflicts > MaxConflictsWithoutPause)
            {
                string against = index is { } known && known < batch.Writes.Count ? batch.Writes[known].Row.RowKey : "some row";
                item.LastFailure = new InvalidDataException($"Row {against} stood against it: the last of {item.Conflicts} conflicts.");
                item.RetryAt = now + _writing.RetryDelay(item.Conflicts - MaxConflictsWithoutPause, item.LastFailure);
            }
        }

        if (now > _lastConflictAt + ConflictsBelongTogether)
        {
            _conflictsSince = ++_tick;
        }

        _lastConflictAt = now;
        bool isRepeated = conflicts > 1;

        if (index is { } place && place < batch.Writes.Count)
        {
            RowWrite against = batch.Writes[place];

            // An entry that exists already says that its wallet has moved on.
            Forget(batch, against.Row is EntryRow entry ? RowKeys.Wallet(entry.Wallet) : against.Row.RowKey);
            if (isRepeated)
            {
                ForgetReplaced(batch, conflicts > MaxConflictsOfTrust ? long.MaxValue : _turns.BegunAt ?? _conflictsSince);
            }

            if (against.IfMatch is not null || against.Row is EntryRow)
            {
                _turns.Meet(now, batch.Items.Count());
            }

            if (isRepeated && against.IfMatch is null)
            {
                LookForOwn(batch);
            }
        }
        else
        {
            ForgetReplaced(batch);
            LookForOwn(batch);
        }

        PutBack(batch);
    }

    /// <summary>The batch may have been written, or may still be: each command looks for its own row before anything else.</summary>
    private void Fail(WriteBatch batch, Exception failure)
    {
        ForgetReplaced(batch);
        LookForOwn(batch);
        DateTimeOffset now = _writing.Clock.GetUtcNow();
        bool isFault = !LedgerWriting.IsTransient(failure);
        foreach (WorkItem item in batch.Items)
        {
            item.LastFailure = failure;
            item.RetryAt = now + _writing.RetryDelay(++item.Failures, failure);
            item.Faults += isFault ? 1 : 0;
            item.IsAlone |= isFault;
        }

        PutBack(batch);
        if (failure is StoreUnavailableException { RetryAfter: not null })
        {
            _pausedUntil = now + _writing.RetryDelay(1, failure);
        }
    }

    private void PutBack(WriteBatch batch)
    {
        foreach (WorkItem item in batch.Items.Reverse())
        {
            _waiting.AddFirst(item);
        }
    }

    private static void LookForOwn(WriteBatch batch)
    {
        foreach (WorkItem item in batch.Items)
        {
            item.MustReadOwn = true;
            item.Rows.Remove(item.OwnKey);
        }
    }

    /// <summary>Forgets the rows that the batch was to replace, and those that it found missing: but for those known since a tick.</summary>
    private void ForgetReplaced(WriteBatch batch, long butKnownSince = long.MaxValue)
    {
        foreach (RowWrite write in batch.Writes.Where(write => write.IfMatch is not null || RowReads.IsRemembered(write.Row)))
        {
            string rowKey = write.Row.RowKey;
            if (!_cache.TryFind(rowKey, out KnownRow? known) || known.AsOf < butKnownSince)
            {
                Forget(batch, rowKey);
            }
        }
    }

    private void Forget(WriteBatch batch, string rowKey)
    {
        _cache.Remove(rowKey);
        foreach (WorkItem item in batch.Items)
        {
            item.Rows.Remove(rowKey);
            item.MustReadOwn |= item.OwnKey == rowKey;
        }
    }
}
