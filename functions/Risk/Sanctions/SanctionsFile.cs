using WalletFunctions.Shared.Risk.Names;

namespace WalletFunctions.Risk.Sanctions;

/// <summary>
/// The sanctions list of a file. Read when the app starts, where a bad list stops it; a newer file is picked up in the background while transactions go on
/// with the list before, and a bad newer one is refused and reported once.
/// </summary>
internal sealed class SanctionsFile : ISanctionsList
{
    private readonly string _path;
    private readonly TimeSpan _refresh;
    private readonly TimeProvider _time;
    private readonly SanctionsListLog _log;
    private SanctionsIndex? _current;
    private DateTime _writtenAt;
    private long _lookedAt;
    private int _isLooking;

    /// <summary>A list by its file. Throws <see cref="SanctionsListException"/> when it cannot be used.</summary>
    public SanctionsFile(string path, TimeSpan refresh, TimeProvider time, SanctionsListLog log)
    {
        _path = path;
        _refresh = refresh;
        _time = time;
        _log = log;
        try
        {
            Load();
        }
        catch (IOException missing)
        {
            throw new SanctionsListException($"The sanctions list {path} cannot be read.", missing);
        }
    }

    /// <inheritdoc/>
    public SanctionsIndex? Current
    {
        get
        {
            if (_time.GetElapsedTime(Volatile.Read(ref _lookedAt)) >= _refresh && Interlocked.Exchange(ref _isLooking, 1) == 0)
            {
                Refreshing = Task.Run(LookForNewer);
            }

            return Volatile.Read(ref _current);
        }
    }

    /// <summary>The look for a newer file that was last started.</summary>
    internal Task Refreshing { get; private set; } = Task.CompletedTask;

    private void LookForNewer()
    {
        try
        {
            if (File.GetLastWriteTimeUtc(_path) != _writtenAt)
            {
                Load();
            }
        }
        catch (Exception unusable) when (unusable is SanctionsListException or IOException or UnauthorizedAccessException)
        {
            _log.Refused(unusable);
        }
        finally
        {
            Volatile.Write(ref _lookedAt, _time.GetTimestamp());
            Volatile.Write(ref _isLooking, 0);
        }
    }

    private void Load()
    {
        Volatile.Write(ref _lookedAt, _time.GetTimestamp());

        // Noted before reading: a bad file is reported once, and a file that changes while it is read is read again.
        _writtenAt = File.GetLastWriteTimeUtc(_path);
        using var text = new StreamReader(_path);
        var list = SanctionsListReader.Read(text);
        Volatile.Write(ref _current, new SanctionsIndex(list));
        _log.Loaded(list.Version, list.Parties.Count);
    }
}
