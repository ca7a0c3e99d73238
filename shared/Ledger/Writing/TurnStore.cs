using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Ledger.Storage;

namespace WalletFunctions.Shared.Ledger.Writing;

/// <summary>Takes the turn of one ledger partition and hands it on, in its turn row. Whoever hands it on names the next process: that one has it as soon as it sees its name.</summary>
internal sealed class TurnStore(LedgerPartition partition, LedgerWriting writing)
{
    /// <summary>Rows that are handed on at most: they go into one row of the storage.</summary>
    internal const int MaxRows = 2_000;

    private const int MaxProcesses = 16;
    private const int Attempts = 5;
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(4);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(100);
    private readonly string _process = writing.Options.Process ?? $"slot {writing.Options.Slot}";
    private TimeSpan _usual = writing.Options.TurnLength;
    private volatile bool _leaves;

    /// <summary>No more turns are waited for.</summary>
    internal void Leave() => _leaves = true;

    /// <summary>Waits for the turn, and asks to be among those that take turns; null if it cannot be had in time.</summary>
    internal async Task<Taken?> TakeAsync()
    {
        DateTimeOffset start = writing.Clock.GetUtcNow();
        (long Number, DateTimeOffset Since) seen = (-1, start);
        long knownByOthers = 0;
        while (true)
        {
            (TurnRow? row, string? etag) = await FindAsync<TurnRow>(RowKeys.Turn);
            DateTimeOffset now = writing.Clock.GetUtcNow();
            if (_leaves || now - start > writing.Options.MaxWaitForTurn)
            {
                await LeaveAsync(row, etag);
                return null;
            }

            if (row?.Holder == _process)
            {
                TimeSpan took = now - seen.Since;
                _usual = (_usual + (took < writing.Options.TurnLength ? took : writing.Options.TurnLength)) / 2;
                return await BeginAsync(row, etag!, isForced: false, knownByOthers);
            }

            if (row is not null && row.Number != seen.Number)
            {
                seen = (row.Number, now);
            }

            bool isForced = row is { Holder.Length: > 0 } && now - seen.Since >= writing.Options.TurnTimeout;
            if (row is null or { Holder.Length: 0 } || isForced)
            {
                TurnRow taken = Claim(row);
                if (await WriteAsync(taken, etag) is { } version)
                {
                    return await BeginAsync(taken, version, isForced, taken.KnownUpTo);
                }
            }
            else if (row.Processes.All(process => process.Process != _process))
            {
                knownByOthers = row.KnownUpTo;
                await WriteAsync(row with { Processes = [.. row.Processes.TakeLast(MaxProcesses - 1), new(_process, 0)] }, etag);
            }

            TimeSpan pause = PauseAfter(now - seen.Since);
            await Task.Delay(pause > ShortestPause ? pause : ShortestPause, writing.Clock);
        }
    }

    /// <summary>How long until the next look: looks come closer together towards the moments at which turns end (the usual one, the full one), are closest just after them, and come apart again.</summary>
    /// <param name="elapsed">How long the turn is another's.</param>
    private TimeSpan PauseAfter(TimeSpan elapsed)
    {
        TimeSpan full = writing.Options.TurnLength, closest = full / 4;
        TimeSpan end = elapsed < _usual + closest ? _usual : full;
        TimeSpan pause = elapsed >= end && elapsed < end + closest ? TimeSpan.Zero : (end - elapsed).Duration() / 2;
        return pause < LongestPause ? pause : LongestPause;
    }

    /// <summary>Hands the turn on, with what was changed. Returns it if it is ours again, as there is nobody else; null: it is another's, or nobody's, or was lost.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="changes">What was changed in the last turns, the latest first.</param>
    /// <param name="leaves">We take no more turns.</param>
    internal async Task<Taken?> GiveAsync(Taken turn, IReadOnlyList<TurnChangesRow.Change> changes, bool leaves)
    {
        (TurnRow? row, string? etag) = (turn.Row, turn.ETag);
        string? changesETag = turn.ChangesETag;
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            if (row?.Number != turn.Row.Number || row.Holder != _process)
            {
                return null;
            }

            List<TurnRow.LastTurn> others = [.. row.Processes.Where(process => process.Process != _process)];
            string next = others.Count > 0 ? others[0].Process : leaves ? string.Empty : _process;
            long known = others.Select(process => process.Turn).DefaultIfEmpty(0).Min();
            var given = new TurnRow
            {
                Number = row.Number + 1,
                Holder = next,
                KnownUpTo = others.Count > 0 ? Math.Max(row.KnownUpTo, known) : row.KnownUpTo,
                Processes = [.. others, .. leaves ? Array.Empty<TurnRow.LastTurn>() : [new TurnRow.LastTurn(_process, row.Number)]],
            };
            var handed = new TurnChangesRow { Number = given.Number, Changes = [.. changes.Where(change => change.Turn > known)] };
            RowWrite[] writes = others.Count > 0 ? [new RowWrite(given, etag), new RowWrite(handed, changesETag)] : [new RowWrite(given, etag)];
            if (await writing.CallAsync(token => writing.Store.WriteAsync(partition, writes, token)) is WriteResult.Written written)
            {
                return next == _process ? new Taken(given, written.ETags[0], changesETag, [], IsHanded: true, IsForced: false, KnownByOthers: 0) : null;
            }

            // Another process has asked to be among them.
            (row, etag) = await FindAsync<TurnRow>(RowKeys.Turn);
            (_, changesETag) = await FindAsync<TurnChangesRow>(RowKeys.TurnChanges);
        }

        return null;
    }

    /// <summary>Others need not wait for a process that does not wait any more.</summary>
    private async Task LeaveAsync(TurnRow? row, string? etag)
    {
        if (row is not null && row.Processes.Any(process => process.Process == _process))
        {
            TurnRow.LastTurn[] others = [.. row.Processes.Where(process => process.Process != _process)];
            bool isOurs = row.Holder == _process;
            await WriteAsync(
                row with { Number = row.Number + (isOurs ? 1 : 0), Holder = isOurs ? others.FirstOrDefault().Process ?? string.Empty : row.Holder, Processes = others },
                etag);
        }
    }

    private TurnRow Claim(TurnRow? row) => new()
    {
        Number = (row?.Number ?? 0) + 1,
        Holder = _process,
        KnownUpTo = row?.KnownUpTo ?? 0,
        Processes = [.. (row?.Processes ?? []).Where(process => process.Process != _process && process.Process != row!.Holder), new(_process, 0)],
    };

    private async Task<Taken> BeginAsync(TurnRow row, string etag, bool isForced, long knownByOthers)
    {
        (TurnChangesRow? changes, string? changesETag) = await FindAsync<TurnChangesRow>(RowKeys.TurnChanges);
        bool isHanded = changes?.Number == row.Number;
        return new Taken(row, etag, changesETag, isHanded ? changes!.Changes : [], isHanded, isForced, knownByOthers);
    }

    private async Task<(T? Row, string? ETag)> FindAsync<T>(string rowKey) where T : LedgerRow
    {
        StoredRow? stored = await writing.CallAsync(token => writing.Store.FindAsync(partition, rowKey, token));
        return (stored?.Row as T, stored?.ETag);
    }

    private async Task<string?> WriteAsync(TurnRow row, string? etag)
    {
        WriteResult result = await writing.CallAsync(token => writing.Store.WriteAsync(partition, [new RowWrite(row, etag)], token));
        return (result as WriteResult.Written)?.ETags[0];
    }

    /// <summary>A turn that is ours.</summary>
    /// <param name="Row">The turn row.</param>
    /// <param name="ETag">Its version.</param>
    /// <param name="ChangesETag">The version of the row that hands changes on.</param>
    /// <param name="Changes">What was handed on to us.</param>
    /// <param name="IsHanded">Another process handed it on.</param>
    /// <param name="IsForced">Whoever had it did not hand it on: what that process changed is not known.</param>
    /// <param name="KnownByOthers">If we came new: the turn up to which changes were not handed on to us.</param>
    internal sealed record Taken(TurnRow Row, string ETag, string? ChangesETag, IReadOnlyList<TurnChangesRow.Change> Changes, bool IsHanded, bool IsForced, long KnownByOthers)
    {
        internal long Number => Row.Number;

        internal bool IsAlone => Row.Processes.Count <= 1;
    }
}
