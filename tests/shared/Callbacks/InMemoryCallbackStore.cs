using System.Globalization;
using WalletFunctions.Shared.Callbacks;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Tests.Shared.Callbacks;

/// <summary>Callbacks in memory, for tests; passes the same contract tests as the table store.</summary>
internal sealed class InMemoryCallbackStore : ICallbackStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(PartnerId, CallbackId), StoredCallback> _callbacks = [];
    private readonly Dictionary<(PartnerId, CallbackId, int), CallbackAttempt> _attempts = [];
    private readonly Dictionary<(PartnerId, string, WalletId), CallbackId> _tails = [];
    private int _version;

    /// <summary>Called before each save, outside the lock: a test's chance to get in between.</summary>
    public Func<Callback, Task>? BeforeSave { get; set; }

    public Task<StoredCallback> AddAsync(Callback callback, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_callbacks.TryGetValue((callback.Partner, callback.Id), out var existing))
            {
                return Task.FromResult(existing);
            }

            if (callback.WalletId is { } wallet)
            {
                var tail = (callback.Partner, callback.EndpointId, wallet);
                if (_tails.TryGetValue(tail, out var last) && _callbacks[(callback.Partner, last)].Callback is var open && !open.State.IsFinal())
                {
                    callback = callback with { PredecessorId = last };
                    Put(open with { SuccessorId = callback.Id });
                }

                _tails[tail] = callback.Id;
            }

            return Task.FromResult(Put(callback));
        }
    }

    public Task<StoredCallback?> FindAsync(PartnerId partner, CallbackId id, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult(_callbacks.GetValueOrDefault((partner, id)));
        }
    }

    public async Task<StoredCallback?> SaveAsync(
        StoredCallback before, Callback after, IReadOnlyList<CallbackAttempt> attempts, CancellationToken cancellationToken)
    {
        if (BeforeSave is { } hook)
        {
            await hook(after);
        }

        lock (_gate)
        {
            if (_callbacks.GetValueOrDefault((after.Partner, after.Id))?.Version != before.Version)
            {
                return null;
            }

            foreach (var attempt in attempts)
            {
                _attempts[(after.Partner, attempt.CallbackId, attempt.Number)] = attempt;
            }

            return Put(after);
        }
    }

    public Task<IReadOnlyList<CallbackAttempt>> AttemptsAsync(
        PartnerId partner, CallbackId id, int afterNumber, int limit, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<CallbackAttempt>>(
            [
                .. _attempts.Where(row => row.Key.Item1 == partner && row.Key.Item2 == id && row.Key.Item3 > afterNumber)
                    .OrderBy(row => row.Key.Item3).Take(limit).Select(row => row.Value),
            ]);
        }
    }

    public Task<CallbackPage> ListAsync(PartnerId partner, CallbackQuery query, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var found = _callbacks.Values.Select(stored => stored.Callback)
                .Where(callback => callback.Partner == partner && callback.State == query.State
                    && (query.From is null || callback.CreatedAt >= query.From)
                    && (query.Before is null || callback.CreatedAt < query.Before)
                    && (query.Cursor is not { } cursor || Order(callback.CreatedAt, callback.Id, cursor) > 0))
                .OrderBy(callback => callback.CreatedAt).ThenBy(callback => callback.Id.Value, StringComparer.Ordinal)
                .Take(query.Limit + 1).Select(callback => callback with { Body = "" }).ToList();
            if (found.Count <= query.Limit)
            {
                return Task.FromResult(new CallbackPage(found, null));
            }

            found.RemoveAt(query.Limit);
            return Task.FromResult(new CallbackPage(found, new CallbackCursor(found[^1].CreatedAt, found[^1].Id)));
        }
    }

    private static int Order(DateTimeOffset createdAt, CallbackId id, CallbackCursor cursor)
    {
        var byTime = createdAt.CompareTo(cursor.CreatedAt);
        return byTime != 0 ? byTime : string.CompareOrdinal(id.Value, cursor.Id.Value);
    }

    private StoredCallback Put(Callback callback)
    {
        _version++;
        return _callbacks[(callback.Partner, callback.Id)] = new StoredCallback(callback, _version.ToString(CultureInfo.InvariantCulture));
    }
}
