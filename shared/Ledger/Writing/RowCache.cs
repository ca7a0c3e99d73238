using System.Diagnostics.CodeAnalysis;

namespace WalletFunctions.Shared.Ledger.Writing;

/// <summary>
/// The rows that one writer remembers, as they were last read or written. Bounded, by itself and together with those of the process's other writers: the row that was not used for longest
/// goes first. Not for several threads.
/// </summary>
/// <param name="capacity">Rows at most.</param>
/// <param name="budget">What all writers share. Each may have as many rows as two writes need, whatever the others have.</param>
internal sealed class RowCache(int capacity, RowBudget budget)
{
    private readonly Dictionary<string, LinkedListNode<KnownRow>> _nodes = new(StringComparer.Ordinal);
    private readonly LinkedList<KnownRow> _byUse = new();

    internal int Count => _nodes.Count;

    internal bool TryFind(string rowKey, [NotNullWhen(true)] out KnownRow? known)
    {
        if (!_nodes.TryGetValue(rowKey, out LinkedListNode<KnownRow>? node))
        {
            known = null;
            return false;
        }

        if (node != _byUse.First)
        {
            _byUse.Remove(node);
            _byUse.AddFirst(node);
        }

        known = node.Value;
        return true;
    }

    internal void Put(KnownRow known)
    {
        if (_nodes.TryGetValue(known.RowKey, out LinkedListNode<KnownRow>? node))
        {
            node.Value = known;
            return;
        }

        _nodes.Add(known.RowKey, _byUse.AddFirst(known));
        budget.Use(1);
        while (_nodes.Count > capacity || (_nodes.Count > LedgerWriterOptions.FewestCachedRows && budget.IsExceeded))
        {
            Remove(_byUse.Last!.Value.RowKey);
        }
    }

    internal void Remove(string rowKey)
    {
        if (_nodes.Remove(rowKey, out LinkedListNode<KnownRow>? node))
        {
            _byUse.Remove(node);
            budget.Use(-1);
        }
    }

    /// <summary>Forgets everything.</summary>
    internal void Clear()
    {
        budget.Use(-_nodes.Count);
        _nodes.Clear();
        _byUse.Clear();
    }

    /// <summary>Forgets what was last read or written before a tick.</summary>
    internal void RemoveKnownBefore(long tick)
    {
        for (LinkedListNode<KnownRow>? node = _byUse.First; node is not null;)
        {
            LinkedListNode<KnownRow>? next = node.Next;
            if (node.Value.AsOf < tick)
            {
                Remove(node.Value.RowKey);
            }

            node = next;
        }
    }
}
