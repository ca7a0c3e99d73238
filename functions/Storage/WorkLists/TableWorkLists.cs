using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Storage.WorkLists;

/// <summary>
/// A row per partner and list. Who puts something on the list has made the row say before that it may hold something for the next ten minutes, in every bucket, and relies on that for
/// five; the sweeper leaves empty buckets out five minutes after that time is over, on the version of the row that it read. So clocks may differ, and a call may take, minutes.
/// </summary>
internal sealed class TableWorkLists(AppTables tables, TimeProvider time) : IWorkLists
{
    /// <summary>For how long the row says that the list may hold something.</summary>
    internal static readonly TimeSpan BusySpan = TimeSpan.FromMinutes(10);

    /// <summary>For how long a process relies on what it wrote, by its own clock; and the time between the end of that span and the first bucket that is left out.</summary>
    internal static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    /// <summary>What the key of the table partition of a partner's rows ends with.</summary>
    internal const string Partition = "~lists";

    private const string BusyUntil = "BusyUntil";
    private const string Buckets = "Buckets";

    private readonly ConcurrentDictionary<(PartnerId Partner, WorkList List), Known> _known = [];

    /// <inheritdoc/>
    public ValueTask ExpectAsync(PartnerId partner, WorkList list, CancellationToken cancellationToken)
    {
        var known = _known.GetOrAdd((partner, list), _ => new Known());
        lock (known)
        {
            if (known.ExpectedAt is { } at && time.GetElapsedTime(at) < Margin)
            {
                return ValueTask.CompletedTask;
            }

            // Many may come at once: one of them writes, and the others wait for it.
            known.Writing = known.Writing is { IsCompleted: false } writing ? writing : WriteAsync(partner, list, known);
            return new ValueTask(known.Writing.WaitAsync(cancellationToken));
        }
    }

    /// <inheritdoc/>
    public async Task<WorkListLook> LookAsync(PartnerId partner, WorkList list, CancellationToken cancellationToken)
    {
        var table = await TableAsync(partner, cancellationToken);
        var found = await table.GetEntityIfExistsAsync<TableEntity>(partner + Partition, list.ToString(), cancellationToken: cancellationToken);
        if (!found.HasValue)
        {
            // Kept by nobody yet: what was put on the list before there was such a row is found in whatever bucket.
            await ExpectAsync(partner, list, cancellationToken);
            return new WorkListLook(partner, list, WorkListLook.EveryBucket, version: null);
        }

        var row = found.Value!;
        var buckets = row.GetInt32(Buckets) ?? throw row.Damaged(Buckets);
        var isOver = (row.GetDateTimeOffset(BusyUntil) ?? throw row.Damaged(BusyUntil)) + Margin < time.GetUtcNow();
        return new WorkListLook(partner, list, buckets, isOver && IsTimeToNarrow(partner, list) ? row.ETag.ToString() : null);
    }

    /// <inheritdoc/>
    public async Task KeepAsync(WorkListLook look, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(look);
        if (look.Version is not { } version || !look.IsNarrower)
        {
            return;
        }

        var table = await TableAsync(look.Partner, cancellationToken);
        var row = new TableEntity(look.Partner + Partition, look.List.ToString()) { [Buckets] = look.Left };
        try
        {
            await table.UpdateEntityAsync(row, new ETag(version), TableUpdateMode.Merge, cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.IsStale())
        {
            // Something is expected on the list again: every bucket is to be looked at.
        }
    }

    private async Task WriteAsync(PartnerId partner, WorkList list, Known known)
    {
        var began = time.GetTimestamp();
        var table = await TableAsync(partner, CancellationToken.None);
        var row = new TableEntity(partner + Partition, list.ToString()) { [BusyUntil] = time.GetUtcNow() + BusySpan, [Buckets] = WorkListLook.EveryBucket };
        await table.UpsertEntityAsync(row, TableUpdateMode.Replace, CancellationToken.None);
        lock (known)
        {
            known.ExpectedAt = began;
        }
    }

    // A list that stays long is asked now and then which buckets it fills, not at every sweep.
    private bool IsTimeToNarrow(PartnerId partner, WorkList list)
    {
        var known = _known.GetOrAdd((partner, list), _ => new Known());
        lock (known)
        {
            if (known.NarrowedAt is { } at && time.GetElapsedTime(at) < Margin)
            {
                return false;
            }

            known.NarrowedAt = time.GetTimestamp();
            return true;
        }
    }

    private ValueTask<TableClient> TableAsync(PartnerId partner, CancellationToken cancellationToken) =>
        tables.OfAsync(partner, AppTables.Transactions, cancellationToken);

    /// <summary>What this process knows of one list, and since when, by its own clock.</summary>
    private sealed class Known
    {
        public long? ExpectedAt { get; set; }

        public long? NarrowedAt { get; set; }

        public Task? Writing { get; set; }
    }
}
