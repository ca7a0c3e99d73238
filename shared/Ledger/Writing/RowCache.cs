using System.Diagnostics.CodeAnalysis;

namespace WalletFunctions.Shared.Ledger.Writing;

/// <summary>The rows that one writer remembers, as they were last read or written. Bounded: the row that was not used for longest goes first. Not for several threads.</summary>
internal sealed class RowCache(int capacity)
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
        if (_nodes.Count > capacity)
        {
            _nodes.Remove(_byUse.Last!.Value.RowKey);
            _byUse.RemoveLast();
        }
    }

    internal void Remove(string rowKey)
    {
        if (_nodes.Remove(rowKey, out LinkedListNode<KnownRow>? node))
        {
            _byUse.Remove(node);
        }
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
