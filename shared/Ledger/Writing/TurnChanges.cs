using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Ledger.Storage;

namespace WalletFunctions.Shared.Ledger.Writing;

/// <summary>What this process knows of the rows that changed in the last turns: what it hands on to the next.</summary>
internal sealed class TurnChanges(RowCache cache)
{
    private readonly Dictionary<string, long> _turns = new(StringComparer.Ordinal);
    private readonly HashSet<string> _free = new(StringComparer.Ordinal);
    private long _knownUpTo;

    /// <summary>A row was written: in a turn, or (null) when there were none.</summary>
    internal void Note(LedgerRow row, long? turn)
    {
        // Stripes are each process's own.
        if (row is not (WalletRow { Type: WalletType.Customer or WalletType.Operational } or CustomerRow))
        {
            return;
        }

        if (turn is { } number)
        {
            _turns[row.RowKey] = number;
            return;
        }

        // They are handed on in the first turn, should there be one.
        if (_free.Count < TurnStore.MaxRows)
        {
            _free.Add(row.RowKey);
        }
    }

    /// <summary>Our turn begins: takes what was handed on.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="asOf">The tick at which it was waited for: what was read or written since is newer.</param>
    internal void Begin(TurnStore.Taken turn, long asOf)
    {
        foreach (string rowKey in _free)
        {
            _turns[rowKey] = turn.Number;
        }

        if (_free.Count == TurnStore.MaxRows || turn.IsForced)
        {
            _turns[TurnChangesRow.AnyRow] = turn.Number;
        }

        _free.Clear();
        if (turn.IsForced || turn.KnownByOthers > _knownUpTo || turn.Changes.Any(change => change.RowKey == TurnChangesRow.AnyRow))
        {
            cache.RemoveKnownBefore(asOf);
        }

        _knownUpTo = turn.Number;
        foreach (TurnChangesRow.Change change in turn.Changes)
        {
            if (!cache.TryFind(change.RowKey, out KnownRow? known) || (known.AsOf < asOf && !IsOlder(change.Stored?.Row, known.Row)))
            {
                Take(change);
            }
        }
    }

    /// <summary>What changed in the last turns, the latest first.</summary>
    internal IReadOnlyList<TurnChangesRow.Change> List()
    {
        var changes = new List<TurnChangesRow.Change>();
        foreach ((string rowKey, long number) in _turns.OrderByDescending(changed => changed.Value).Take(TurnStore.MaxRows))
        {
            bool isKnown = cache.TryFind(rowKey, out KnownRow? known) && known is { Row: not null, ETag: not null };
            changes.Add(new TurnChangesRow.Change(rowKey, isKnown ? new StoredRow(known!.Row!, known.ETag!) : null, number));
        }

        return changes;
    }

    /// <summary>What changed was handed on.</summary>
    internal void Forget() => _turns.Clear();

    /// <summary>There are no turns any more: what changed is handed on when there are again.</summary>
    internal void Keep()
    {
        _free.UnionWith(_turns.Keys.Take(TurnStore.MaxRows - _free.Count));
        _turns.Clear();
    }

    private void Take(TurnChangesRow.Change change)
    {
        _turns[change.RowKey] = change.Turn;
        if (change.Stored is { } stored)
        {
            // Good enough to write on, as the version is proved; never good enough to refuse from.
            cache.Put(new KnownRow(change.RowKey, stored.Row, stored.ETag, AsOf: 0));
        }
        else
        {
            cache.Remove(change.RowKey);
        }
    }

    /// <summary>What this process changed since, when there were no turns, is not overwritten.</summary>
    private static bool IsOlder(LedgerRow? handed, LedgerRow? known) => handed is WalletRow theirs && known is WalletRow ours
        && (theirs.Sequence < ours.Sequence || theirs.HoldChanges < ours.HoldChanges || theirs.ControlVersion < ours.ControlVersion);
}
