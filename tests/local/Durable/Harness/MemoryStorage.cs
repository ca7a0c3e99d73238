using WalletFunctions.Local.Host.Durable.Storage;

namespace WalletFunctions.Tests.Local.Durable.Harness;

/// <summary>Storage that lives as long as the test, and outlives the engines that a test starts on it one after the other.</summary>
public sealed class MemoryStorage
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<long, string> _log = [];
    private readonly Dictionary<Shelf, SortedDictionary<string, StoredInstance>> _shelves = new()
    {
        [Shelf.Open] = new(StringComparer.Ordinal),
        [Shelf.Ended] = new(StringComparer.Ordinal),
    };

    private long _first = 1;
    private long _next = 1;
    private object? _owner;

    /// <summary>Waited for before each append: a test can hold the log, or let an append fail for good.</summary>
    public Func<Task> BeforeAppend { get; set; } = () => Task.CompletedTask;

    /// <summary>Called after each change: a moment at which the process may be killed.</summary>
    public Action AfterWrite { get; set; } = () => { };

    /// <summary>Records kept.</summary>
    public int Records
    {
        get
        {
            lock (_gate)
            {
                return _log.Count;
            }
        }
    }

    /// <summary>All that was ever appended and not truncated.</summary>
    public string LogText
    {
        get
        {
            lock (_gate)
            {
                return string.Concat(_log.Values);
            }
        }
    }

    public IReadOnlyList<string> IdsOn(Shelf shelf)
    {
        lock (_gate)
        {
            return [.. _shelves[shelf].Keys];
        }
    }

    /// <summary>A store for one engine.</summary>
    public IDurableStore Open() => new Store(this);

    /// <summary>The storage as it is now: what a process finds that starts after this one was killed.</summary>
    public MemoryStorage Copy()
    {
        lock (_gate)
        {
            var copy = new MemoryStorage { _first = _first, _next = _next };
            foreach (var (sequence, text) in _log)
            {
                copy._log.Add(sequence, text);
            }

            foreach (var (shelf, instances) in _shelves)
            {
                foreach (var (id, instance) in instances)
                {
                    copy._shelves[shelf].Add(id, instance);
                }
            }

            return copy;
        }
    }

    private sealed class Store(MemoryStorage storage) : IDurableStore
    {
        public Task OwnAsync(CancellationToken cancellationToken)
        {
            lock (storage._gate)
            {
                if (storage._owner is not null)
                {
                    throw new StoreOwnedException("The storage is owned.");
                }

                storage._owner = this;
                return Task.CompletedTask;
            }
        }

        public async Task<(long First, long Next)> ReplayAsync(Func<LogRecord, Task> read, CancellationToken cancellationToken)
        {
            List<LogRecord> records;
            lock (storage._gate)
            {
                records = [.. storage._log.Select(entry => new LogRecord(entry.Key, entry.Value))];
            }

            foreach (var record in records)
            {
                await read(record);
            }

            return (storage._first, storage._next);
        }

        public async Task<long> AppendAsync(long sequence, string text, CancellationToken cancellationToken)
        {
            await storage.BeforeAppend().WaitAsync(cancellationToken);
            lock (storage._gate)
            {
                if (!ReferenceEquals(storage._owner, this) || sequence != storage._next)
                {
                    throw new StoreLostException("Not the owner, or out of sequence.");
                }

                storage._log.Add(sequence, text);
                storage._next = sequence + 1;
            }

            storage.AfterWrite();
            return sequence + 1;
        }

        public Task TruncateAsync(long firstKept, CancellationToken cancellationToken)
        {
            lock (storage._gate)
            {
                storage._first = firstKept;
                foreach (var sequence in storage._log.Keys.Where(sequence => sequence < firstKept).ToList())
                {
                    storage._log.Remove(sequence);
                }
            }

            storage.AfterWrite();
            return Task.CompletedTask;
        }

        public Task PutAsync(Shelf shelf, IReadOnlyList<StoredInstance> instances, CancellationToken cancellationToken)
        {
            lock (storage._gate)
            {
                foreach (var instance in instances)
                {
                    storage._shelves[shelf][instance.Id] = instance;
                }
            }

            storage.AfterWrite();
            return Task.CompletedTask;
        }

        public Task RemoveAsync(Shelf shelf, IReadOnlyList<string> instanceIds, CancellationToken cancellationToken)
        {
            lock (storage._gate)
            {
                foreach (var id in instanceIds)
                {
                    storage._shelves[shelf].Remove(id);
                }
            }

            storage.AfterWrite();
            return Task.CompletedTask;
        }

        public Task<StoredInstance?> FindAsync(Shelf shelf, string instanceId, bool withDocument, CancellationToken cancellationToken)
        {
            lock (storage._gate)
            {
                return Task.FromResult(storage._shelves[shelf].GetValueOrDefault(instanceId) is { } found ? Shown(found, withDocument) : null);
            }
        }

        public async IAsyncEnumerable<StoredInstance> ListAsync(
            Shelf shelf, IdRange range, bool withDocuments, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            List<StoredInstance> found;
            lock (storage._gate)
            {
                found = [.. storage._shelves[shelf].Values.Where(instance => range.Contains(instance.Id))];
            }

            foreach (var instance in found)
            {
                await Task.CompletedTask;
                yield return Shown(instance, withDocuments);
            }
        }

        public ValueTask DisposeAsync()
        {
            lock (storage._gate)
            {
                if (ReferenceEquals(storage._owner, this))
                {
                    storage._owner = null;
                }
            }

            return ValueTask.CompletedTask;
        }

        private static StoredInstance Shown(StoredInstance instance, bool withDocument) => withDocument ? instance : instance with { Document = null };
    }
}
