using System.Runtime.CompilerServices;

namespace WalletFunctions.Shared.Ledger.Proof.Heads;

/// <summary>Keeps daily heads in memory, for tests. Safe for many threads.</summary>
public sealed class InMemoryDailyHeadStore : IDailyHeadStore
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, DailyHead> _heads = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, DailyHeadPart> _parts = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task AddPartAsync(DailyHeadPart part, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(part);
        lock (_lock)
        {
            _parts.TryAdd($"{part.Partition} {HeadKeys.Part(part.Date, part.TakenAt, part.Number)}", part);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<bool> TryAddAsync(DailyHead head, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(head);
        lock (_lock)
        {
            return Task.FromResult(_heads.TryAdd($"{head.Partition} {HeadKeys.Head(head.Date)}", head));
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<DailyHead>> ListAsync(LedgerPartition partition, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<DailyHead>>([.. _heads.Values.Where(head => head.Partition == partition)]);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<DailyHeadPart> ListPartsAsync(DailyHead head, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(head);
        List<DailyHeadPart> parts;
        lock (_lock)
        {
            parts = [.. _parts.Values.Where(part => part.Partition == head.Partition && part.Date == head.Date && part.TakenAt == head.TakenAt)];
        }

        foreach (DailyHeadPart part in parts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return part;
        }

        await Task.CompletedTask;
    }

    /// <summary>Changes or (null) removes a head behind the bank's back: what a test of tampering does.</summary>
    public void Tamper(LedgerPartition partition, DateOnly date, Func<DailyHead, DailyHead?> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        lock (_lock)
        {
            string key = $"{partition} {HeadKeys.Head(date)}";
            if (change(_heads[key]) is { } changed)
            {
                _heads[key] = changed;
            }
            else
            {
                _heads.Remove(key);
            }
        }
    }

    /// <summary>Changes or (null) removes a part of a head behind the bank's back.</summary>
    public void TamperPart(DailyHead head, int number, Func<DailyHeadPart, DailyHeadPart?> change)
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(change);
        lock (_lock)
        {
            string key = $"{head.Partition} {HeadKeys.Part(head.Date, head.TakenAt, number)}";
            if (change(_parts[key]) is { } changed)
            {
                _parts[key] = changed;
            }
            else
            {
                _parts.Remove(key);
            }
        }
    }
}
