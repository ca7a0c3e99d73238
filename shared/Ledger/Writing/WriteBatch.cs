using WalletFunctions.Shared.Ledger.Refusals;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Ledger.Rules;
using WalletFunctions.Shared.Ledger.Storage;

namespace WalletFunctions.Shared.Ledger.Writing;

/// <summary>The commands that are committed together, and the rows that they write: each row once, however many of them touch it.</summary>
internal sealed class WriteBatch
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<RowWrite> _writes = new(LedgerBounds.MaxRows);
    private readonly List<(WorkItem Item, object? Value, LedgerRefusal? Refusal)> _outcomes = [];

    internal IReadOnlyList<RowWrite> Writes => _writes;

    internal IEnumerable<WorkItem> Items => _outcomes.Select(outcome => outcome.Item);

    internal bool IsEmpty => _outcomes.Count == 0;

    /// <summary>The writer's tick at which it was sent.</summary>
    internal long SentAt { get; set; }

    /// <summary>The time at which it was sent.</summary>
    internal DateTimeOffset SentTime { get; set; }

    internal bool TryFind(string rowKey, out LedgerRow? row)
    {
        bool found = _places.TryGetValue(rowKey, out int place);
        row = found ? _writes[place].Row : null;
        return found;
    }

    internal bool Contains(string rowKey) => _places.ContainsKey(rowKey);

    /// <summary>Takes an accepted command, if its rows fit.</summary>
    /// <param name="item">The command.</param>
    /// <param name="accepted">What the rules said, on top of the rows that are in here already.</param>
    /// <param name="etagOf">The version of a row that is to be replaced.</param>
    internal bool TryAdd(WorkItem item, LedgerDecision.Accepted accepted, Func<string, string> etagOf)
    {
        int added = 0;
        foreach (RowChange change in accepted.Changes)
        {
            added += _places.ContainsKey(change.Row.RowKey) ? 0 : 1;
        }

        if (_writes.Count + added > LedgerBounds.MaxRows)
        {
            return false;
        }

        // All versions first: should one be missing, nothing of the command is in here.
        string?[] etags = [.. accepted.Changes.Select(change => change.IsNew || _places.ContainsKey(change.Row.RowKey) ? null : etagOf(change.Row.RowKey))];
        for (int i = 0; i < etags.Length; i++)
        {
            Put(accepted.Changes[i].Row, etags[i]);
        }

        _outcomes.Add((item, accepted.Value, null));
        return true;
    }

    /// <summary>Takes a refused command, if its row fits: its answer waits for the commit of the rows that it rests on.</summary>
    internal bool TryAdd(WorkItem item, LedgerDecision.Refused refused)
    {
        if (refused.Memory is { } memory)
        {
            if (_writes.Count == LedgerBounds.MaxRows)
            {
                return false;
            }

            Put(memory, etag: null);
        }

        _outcomes.Add((item, null, refused.Refusal));
        return true;
    }

    /// <summary>Answers every command: the batch is committed.</summary>
    internal void Complete()
    {
        foreach ((WorkItem item, object? value, LedgerRefusal? refusal) in _outcomes)
        {
            if (refusal is null)
            {
                item.Accept(value!, replayed: false);
            }
            else
            {
                item.Refuse(refusal, replayed: false);
            }
        }
    }

    private void Put(LedgerRow row, string? etag)
    {
        if (_places.TryGetValue(row.RowKey, out int place))
        {
            _writes[place] = _writes[place] with { Row = row };
            return;
        }

        _places.Add(row.RowKey, _writes.Count);
        _writes.Add(new RowWrite(row, etag));
    }
}
