using WalletFunctions.Shared.Ledger.Rows;

namespace WalletFunctions.Shared.Ledger.Writing;

/// <summary>
/// Lets the processes that meet in one ledger partition write it in turns, and hands the rows that they changed from one to the next. Only after conflicts: a process that is alone never
/// asks. Called by the writer's loop alone.
/// </summary>
internal sealed class WriterTurns(TurnStore store, LedgerWriting writing, RowCache cache, WriterTurns.ILoop loop)
{
    private const int TurnsBeforeFree = 3;
    private const int MinCommands = 8;

    // Where the storage is slow, a turn is longer: changing over costs three of its calls.
    private const int MinWrites = 8;
    private const int PartsOfFirstTurn = 4;
    private const int WritesOfIdleTurn = 3;
    private static readonly TimeSpan ConflictsWithin = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan IdleGrace = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan ExpectsOthersFor = TimeSpan.FromMinutes(1);
    private readonly TimeSpan _extension = writing.Options.TurnTimeout / 2;
    private readonly TimeSpan _patience = writing.Options.MaxWaitForTurn + writing.Options.TurnTimeout;
    private readonly TurnChanges _changes = new(cache);
    private readonly Queue<DateTimeOffset> _conflicts = new();
    private Phase _phase = Phase.Free;
    private TurnStore.Taken? _turn;
    private DateTimeOffset _expectsOthersUntil;
    private int _turnsAlone;
    private int _turnsIdle;
    private int _writes;
    private int _minWrites;
    private long _begunAt;
    private int _calls;
    private Task _last = Task.CompletedTask;
    private DateTimeOffset _until;
    private DateTimeOffset? _idleSince;

    /// <summary>What it needs of the writer.</summary>
    internal interface ILoop
    {
        /// <summary>Has something done on the loop.</summary>
        void Enqueue(Action action);

        /// <summary>Has the loop look again at a time.</summary>
        void WakeAt(DateTimeOffset time);

        /// <summary>The next tick.</summary>
        long NextTick();
    }

    private enum Phase
    {
        /// <summary>Nobody is in the way: no turns.</summary>
        Free,

        /// <summary>It is not our turn, or it is being handed on.</summary>
        Out,

        /// <summary>It is our turn.</summary>
        In,
    }

    /// <summary>The tick at which our turn began: what was read or written since is as it still is. Null: it is not our turn.</summary>
    internal long? BegunAt => _phase == Phase.In ? _begunAt : null;

    /// <summary>Whether commands can be written now; if not, it ends the turn, or waits for it.</summary>
    internal bool MayWrite(DateTimeOffset now, int commands, bool isWriting)
    {
        _idleSince = null;
        switch (_phase)
        {
            case Phase.Free when commands >= MinCommands && now < _expectsOthersUntil && !isWriting:
                _expectsOthersUntil = default;
                Wait(now);
                return false;
            case Phase.Free:
                return true;
            case Phase.In when now < _until || (_writes < _minWrites && now < _until + _extension):
                loop.WakeAt(now < _until ? _until : _until + _extension);
                return true;
            case Phase.In when !isWriting:
                _turnsIdle = 0;
                Give(leaves: _turnsAlone >= TurnsBeforeFree);
                return false;
            case var _ when now >= _until + _patience:
                // A call hangs: advice is not worth the wait.
                GoFree();
                return true;
            default:
                loop.WakeAt(_until + _patience);
                return false;
        }
    }

    /// <summary>There is nothing to write: the turn is not kept from others.</summary>
    internal void Rest(DateTimeOffset now)
    {
        if (_phase != Phase.In)
        {
            return;
        }

        _idleSince ??= now;
        if (now < _idleSince + IdleGrace)
        {
            loop.WakeAt(_idleSince.Value + IdleGrace);
            return;
        }

        // So little to do that turns are not worth it, if it stays so.
        _turnsIdle = _writes < WritesOfIdleTurn ? _turnsIdle + 1 : 0;
        Give(leaves: _turnsIdle >= TurnsBeforeFree || _turn!.IsAlone);
    }

    /// <summary>Another process had changed a row.</summary>
    /// <param name="now">The time.</param>
    /// <param name="commands">The commands that must be decided again. For a few, a turn costs more than it saves.</param>
    internal void Meet(DateTimeOffset now, int commands)
    {
        if (writing.Options.ConflictsBeforeTurns == 0 || commands < MinCommands || _phase != Phase.Free)
        {
            return;
        }

        _conflicts.Enqueue(now);
        while (_conflicts.Peek() < now - ConflictsWithin)
        {
            _conflicts.Dequeue();
        }

        if (_conflicts.Count >= writing.Options.ConflictsBeforeTurns)
        {
            _conflicts.Clear();
            Wait(now);
        }
    }

    /// <summary>A write has ended.</summary>
    internal void Count() => _writes++;

    /// <summary>A row was written.</summary>
    internal void Note(LedgerRow row) => _changes.Note(row, _turn?.Number);

    /// <summary>No more commands come: the turn is handed on, and no more are taken.</summary>
    internal Task Leave()
    {
        store.Leave();
        if (_phase == Phase.In)
        {
            Give(leaves: true);
        }

        return _last;
    }

    private void GoFree()
    {
        _calls++;
        _phase = Phase.Free;
        _turn = null;
        _changes.Keep();
    }

    private void Wait(DateTimeOffset now)
    {
        if (_phase == Phase.Free)
        {
            _turnsAlone = _turnsIdle = 0;
        }

        _phase = Phase.Out;
        _turn = null;
        _until = now;
        long asOf = loop.NextTick();
        _last = RunAsync(store.TakeAsync, taken => Begin(taken, asOf));
    }

    private void Begin(TurnStore.Taken? taken, long asOf)
    {
        if (taken is null)
        {
            // It cannot be had: the versions alone must do.
            GoFree();
            return;
        }

        _turnsAlone = taken.IsAlone ? _turnsAlone + 1 : 0;
        _phase = Phase.In;
        _turn = taken;
        _writes = 0;
        _begunAt = loop.NextTick();

        // What others changed before there were turns is handed on with the second one: the first is short.
        _until = writing.Clock.GetUtcNow() + (taken.IsHanded ? writing.Options.TurnLength : writing.Options.TurnLength / PartsOfFirstTurn);
        _minWrites = taken.IsHanded ? MinWrites : MinWrites / PartsOfFirstTurn;
        _changes.Begin(taken, asOf);
    }

    private void Give(bool leaves)
    {
        TurnStore.Taken turn = _turn!;
        _phase = Phase.Out;
        _until = writing.Clock.GetUtcNow();

        IReadOnlyList<TurnChangesRow.Change> changes = _changes.List();
        _last = RunAsync(() => store.GiveAsync(turn, changes, leaves), taken => End(taken, leaves));
    }

    private void End(TurnStore.Taken? taken, bool leaves)
    {
        if (taken is not null)
        {
            Begin(taken, loop.NextTick());
        }
        else if (leaves)
        {
            // Whoever rests after others were there will meet them again.
            _expectsOthersUntil = _turnsAlone >= TurnsBeforeFree ? default : writing.Clock.GetUtcNow() + ExpectsOthersFor;
            GoFree();
        }
        else
        {
            _changes.Forget();
            Wait(writing.Clock.GetUtcNow());
        }
    }

    private async Task RunAsync<T>(Func<Task<T>> call, Action<T> then)
    {
        int number = ++_calls;
        Action next = GoFree;
        try
        {
            T result = await call();
            next = () => then(result);
        }
        catch (Exception)
        {
            // Nothing is lost but advice: without it, the versions alone keep the ledger right.
        }

        loop.Enqueue(() =>
        {
            if (number == _calls)
            {
                next();
            }
        });
    }
}
