using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Ledger.Storage;

namespace WalletFunctions.Shared.Ledger.Writing;

/// <summary>What became of a write, and what that means to each of its commands.</summary>
internal sealed partial class PartitionWriter
{
    private void End(WriteBatch batch, WriteResult? result, Exception? failure)
    {
        _inFlight.Remove(batch);
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
        bool isRepeated = false;
        foreach (WorkItem item in batch.Items)
        {
            isRepeated |= ++item.Conflicts > 1;
        }

        if (index is { } place && place < batch.Writes.Count)
        {
            RowWrite against = batch.Writes[place];

            // An entry that exists already says that its wallet has moved on.
            Forget(batch, against.Row is EntryRow entry ? RowKeys.Wallet(entry.Wallet) : against.Row.RowKey);
            if (isRepeated)
            {
                ForgetReplaced(batch);
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

    /// <summary>Forgets the rows that the batch was to replace, and those that it found missing.</summary>
    private void ForgetReplaced(WriteBatch batch)
    {
        foreach (RowWrite write in batch.Writes)
        {
            if (write.IfMatch is not null || RowReads.IsRemembered(write.Row))
            {
                Forget(batch, write.Row.RowKey);
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
