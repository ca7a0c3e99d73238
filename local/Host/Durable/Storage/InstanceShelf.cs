using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Microsoft.DurableTask.Client;
using WalletFunctions.Local.Host.Storage;

namespace WalletFunctions.Local.Host.Durable.Storage;

/// <summary>
/// A shelf in a table: a row per instance, under its id, its document packed (Azurite writes its whole database every few seconds: what stays for long is kept small). A document too long for its row has its further parts in rows of their own, under a version: they are
/// written before the row that names the version, and removed after it has changed.
/// </summary>
internal sealed class InstanceShelf(TableClient table, StorageRetry retry) : IAsyncDisposable
{
    private const string InstancePartition = "instance";
    private const string PartPartition = "part";

    // A set of the lane is one transaction.
    private const int InstancesPerSet = 50;
    private const int CharactersPerSet = 400_000;

    private static readonly string[] SummaryColumns =
    [
        "PartitionKey", "RowKey", nameof(StoredInstance.Name), nameof(StoredInstance.ExecutionId), nameof(StoredInstance.Status),
        nameof(StoredInstance.CreatedAt), nameof(StoredInstance.UpdatedAt), nameof(StoredInstance.Sequence), nameof(StoredInstance.WakeAt),
        nameof(StoredInstance.IsActive), "Parts", "Version",
    ];

    private readonly RowLane _instances = new(table, InstancePartition, retry);
    private readonly RowLane _parts = new(table, PartPartition, retry);

    // Ids whose rows here are known to have further parts; few documents are so long.
    private readonly ConcurrentDictionary<string, (string Version, int Parts)> _long = new(StringComparer.Ordinal);

    /// <summary>Puts instances here.</summary>
    public async Task PutAsync(IReadOnlyList<StoredInstance> instances, CancellationToken cancellationToken)
    {
        var before = _long.Where(known => instances.Any(instance => instance.Id == known.Key)).ToList();
        foreach (var set in SetsOf(instances.Select(instance => instance with { Document = PackedText.Pack(instance.Document!) })))
        {
            var rows = new List<RowChange>();
            foreach (var instance in set)
            {
                rows.Add(new RowChange.Put(await RowOfAsync(instance, cancellationToken)));
            }

            await _instances.WriteAsync(rows, cancellationToken);
        }

        foreach (var (id, old) in before)
        {
            await RemovePartsAsync(id, old.Version, old.Parts, cancellationToken);
        }
    }

    /// <summary>Removes instances.</summary>
    public async Task RemoveAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        foreach (var set in ids.Distinct(StringComparer.Ordinal).Chunk(RowLane.MaxRows))
        {
            await _instances.WriteAsync([.. set.Select(id => new RowChange.Delete(id))], cancellationToken);
        }

        foreach (var id in ids)
        {
            if (_long.TryRemove(id, out var known))
            {
                await RemovePartsAsync(id, known.Version, known.Parts, cancellationToken);
            }
        }
    }

    /// <summary>Finds an instance.</summary>
    public async Task<StoredInstance?> FindAsync(string id, bool withDocument, CancellationToken cancellationToken)
    {
        var found = await retry.RunAsync(
            cancellation => table.GetEntityIfExistsAsync<TableEntity>(InstancePartition, id, withDocument ? null : SummaryColumns, cancellation),
            cancellationToken);
        return found.HasValue ? await ReadAsync(found.Value!, withDocument, cancellationToken) : null;
    }

    /// <summary>Lists instances.</summary>
    public async IAsyncEnumerable<StoredInstance> ListAsync(IdRange range, bool withDocuments, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = range.After;
        while (true)
        {
            var page = await PageAsync(range with { After = after }, withDocuments, cancellationToken);
            foreach (var row in page)
            {
                yield return await ReadAsync(row, withDocuments, cancellationToken);
            }

            if (page.Count == 0)
            {
                yield break;
            }

            after = page[^1].RowKey;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Task.WhenAll(_instances.DisposeAsync().AsTask(), _parts.DisposeAsync().AsTask());

    private static IEnumerable<IReadOnlyList<StoredInstance>> SetsOf(IEnumerable<StoredInstance> instances)
    {
        var set = new List<StoredInstance>();
        var characters = 0;
        foreach (var instance in instances)
        {
            var length = Math.Min(instance.Document!.Length, ChunkedText.MaxCharactersPerRow);
            if (set.Count == InstancesPerSet || (set.Count > 0 && characters + length > CharactersPerSet))
            {
                yield return set;
                set = [];
                characters = 0;
            }

            set.Add(instance);
            characters += length;
        }

        yield return set;
    }

    private static string PartKey(string id, string version, int part) => string.Create(CultureInfo.InvariantCulture, $"{id}|{version}|{part:D5}");

    private async Task<TableEntity> RowOfAsync(StoredInstance instance, CancellationToken cancellationToken)
    {
        var pieces = ChunkedText.Cut(instance.Document!);
        var row = new TableEntity(InstancePartition, instance.Id)
        {
            [nameof(StoredInstance.Name)] = instance.Name,
            [nameof(StoredInstance.ExecutionId)] = instance.ExecutionId,
            [nameof(StoredInstance.Status)] = instance.Status.ToString(),
            [nameof(StoredInstance.CreatedAt)] = instance.CreatedAt,
            [nameof(StoredInstance.UpdatedAt)] = instance.UpdatedAt,
            [nameof(StoredInstance.Sequence)] = instance.Sequence,
            [nameof(StoredInstance.IsActive)] = instance.IsActive,
        };
        if (instance.WakeAt is { } wakeAt)
        {
            row[nameof(StoredInstance.WakeAt)] = wakeAt;
        }

        ChunkedText.Write(row, pieces[0]);
        if (pieces.Count > 1)
        {
            row["Parts"] = pieces.Count - 1;
            row["Version"] = Guid.NewGuid().ToString("N");
            await PutPartsAsync(row, pieces, cancellationToken);
        }
        else
        {
            _long.TryRemove(instance.Id, out _);
        }

        return row;
    }

    private async Task PutPartsAsync(TableEntity row, IReadOnlyList<string> pieces, CancellationToken cancellationToken)
    {
        var version = row.GetString("Version");
        for (var part = 1; part < pieces.Count; part++)
        {
            var partRow = new TableEntity(PartPartition, PartKey(row.RowKey, version, part));
            ChunkedText.Write(partRow, pieces[part]);
            await _parts.WriteAsync([new RowChange.Put(partRow)], cancellationToken);
        }

        _long[row.RowKey] = (version, pieces.Count - 1);
    }

    private async Task RemovePartsAsync(string id, string version, int parts, CancellationToken cancellationToken)
    {
        foreach (var set in Enumerable.Range(1, parts).Chunk(RowLane.MaxRows))
        {
            await _parts.WriteAsync([.. set.Select(part => new RowChange.Delete(PartKey(id, version, part)))], cancellationToken);
        }
    }

    private Task<List<TableEntity>> PageAsync(IdRange range, bool withDocuments, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {InstancePartition}");
        if (range.After is { } after)
        {
            filter += " and " + TableClient.CreateQueryFilter($"RowKey gt {after}");
        }

        if (range.Prefix.Length > 0)
        {
            filter += " and " + TableClient.CreateQueryFilter($"RowKey ge {range.Prefix}")
                + " and " + TableClient.CreateQueryFilter($"RowKey lt {range.Prefix[..^1] + (char)(range.Prefix[^1] + 1)}");
        }

        return retry.RunAsync(
            async cancellation =>
            {
                var rows = new List<TableEntity>();
                var query = table.QueryAsync<TableEntity>(filter, null, withDocuments ? null : SummaryColumns, cancellation);
                await foreach (var page in query.AsPages().WithCancellation(cancellation))
                {
                    rows.AddRange(page.Values);
                    if (rows.Count > 0)
                    {
                        break;
                    }
                }

                return rows;
            },
            cancellationToken);
    }

    private async Task<StoredInstance> ReadAsync(TableEntity row, bool withDocument, CancellationToken cancellationToken)
    {
        var parts = row.GetInt32("Parts") ?? 0;
        if (parts > 0)
        {
            _long[row.RowKey] = (row.GetString("Version"), parts);
        }

        return new StoredInstance
        {
            Id = row.RowKey,
            Name = row.GetString(nameof(StoredInstance.Name)),
            ExecutionId = row.GetString(nameof(StoredInstance.ExecutionId)),
            Status = Enum.Parse<OrchestrationRuntimeStatus>(row.GetString(nameof(StoredInstance.Status))),
            CreatedAt = row.GetDateTimeOffset(nameof(StoredInstance.CreatedAt))!.Value,
            UpdatedAt = row.GetDateTimeOffset(nameof(StoredInstance.UpdatedAt))!.Value,
            Sequence = row.GetInt64(nameof(StoredInstance.Sequence))!.Value,
            WakeAt = row.GetDateTimeOffset(nameof(StoredInstance.WakeAt)),
            IsActive = row.GetBoolean(nameof(StoredInstance.IsActive))!.Value,
            Document = withDocument ? await DocumentAsync(row, parts, cancellationToken) : null,
        };
    }

    private async Task<string> DocumentAsync(TableEntity row, int parts, CancellationToken cancellationToken)
    {
        var pieces = new List<string> { ChunkedText.Read(row) };
        for (var part = 1; part <= parts; part++)
        {
            var key = PartKey(row.RowKey, row.GetString("Version"), part);
            var found = await retry.RunAsync(
                cancellation => table.GetEntityAsync<TableEntity>(PartPartition, key, null, cancellation), cancellationToken);
            pieces.Add(ChunkedText.Read(found.Value));
        }

        return PackedText.Unpack(string.Concat(pieces));
    }
}
