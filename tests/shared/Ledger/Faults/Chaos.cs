namespace WalletFunctions.Tests.Shared.Ledger.Faults;

/// <summary>Chooses faults at random. Calls that are late arrive at any time after, or at the end.</summary>
internal sealed class Chaos(int seed)
{
    private readonly Lock _lock = new();
    private readonly Random _random = new(seed);
    private readonly List<Gate> _late = [];
    private readonly List<Task> _arrivals = [];

    public bool IsOn { get; set; }

    public StoreFault? Next(bool isWrite)
    {
        lock (_lock)
        {
            if (!IsOn)
            {
                return null;
            }

            if (_late.Count > 0 && _random.Next(6) == 0)
            {
                int which = _random.Next(_late.Count);
                _arrivals.Add(_late[which].OpenAsync());
                _late.RemoveAt(which);
            }

            return _random.Next(14) switch
            {
                0 => new StoreFault.NotSent(),
                1 => new StoreFault.AnswerLost(),
                2 => isWrite ? new StoreFault.RowChanged() : null,
                3 => new StoreFault.Busy(_random.Next(2) == 0 ? null : TimeSpan.FromMilliseconds(3)),
                4 => new StoreFault.AnswerUnreadable(),
                5 => Late(),
                6 when isWrite => new StoreFault.Twice(),
                _ => null,
            };
        }
    }

    /// <summary>Every call that is still on its way reaches the storage.</summary>
    public async Task LetEverythingArriveAsync()
    {
        List<Task> arrivals;
        lock (_lock)
        {
            arrivals = [.. _arrivals, .. _late.Select(gate => gate.OpenAsync())];
            _late.Clear();
        }

        await Task.WhenAll(arrivals);
    }

    private StoreFault.Late Late()
    {
        var gate = new Gate();
        _late.Add(gate);
        return new StoreFault.Late(gate);
    }
}
