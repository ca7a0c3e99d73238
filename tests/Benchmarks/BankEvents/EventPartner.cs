using System.Collections.Concurrent;
using System.Diagnostics;
using WalletFunctions.Local.Sandbox.Fintech;
using WalletFunctions.Local.Sandbox.Fintech.Mirror;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Benchmarks.BankEvents;

/// <summary>A partner of the benchmark, its fintech and its wallets; measures from an event's sending to the fintech's commit.</summary>
internal sealed class EventPartner
{
    private readonly ConcurrentDictionary<string, long> _sentAt = new();
    private readonly ConcurrentDictionary<string, double> _latenciesMs = new();
    private int _fulfilled;

    public EventPartner(PartnerId id, FintechPartner fintech, IReadOnlyList<WalletId> wallets)
    {
        (Id, Fintech, Wallets) = (id, fintech, wallets);
        fintech.OnEventAnswered = NoteAnswer;
    }

    public PartnerId Id { get; }

    public FintechPartner Fintech { get; }

    public IReadOnlyList<WalletId> Wallets { get; }

    /// <summary>What was sent to each wallet: how often, and how much.</summary>
    public ConcurrentDictionary<WalletId, (int Events, long Minor)> Sent { get; } = new();

    /// <summary>Events of the present run that were committed.</summary>
    public int Fulfilled => Volatile.Read(ref _fulfilled);

    /// <summary>Events of the present run.</summary>
    public int Outstanding => _sentAt.Count;

    /// <summary>Begins a run: what was measured before does not count.</summary>
    public void Begin()
    {
        _sentAt.Clear();
        _latenciesMs.Clear();
        Volatile.Write(ref _fulfilled, 0);
    }

    /// <summary>Notes an event just before it is sent.</summary>
    public void NoteSent(string eventId, WalletId wallet, long minor)
    {
        _sentAt[eventId] = Stopwatch.GetTimestamp();
        Sent.AddOrUpdate(wallet, (1, minor), (_, sum) => (sum.Events + 1, sum.Minor + minor));
    }

    /// <summary>The latencies of the present run, in milliseconds.</summary>
    public IReadOnlyList<double> LatenciesMs() => [.. _latenciesMs.Values];

    private void NoteAnswer(string eventId, ProvisionalState state)
    {
        if (state == ProvisionalState.Committed && _sentAt.TryGetValue(eventId, out var sentAt)
            && _latenciesMs.TryAdd(eventId, Stopwatch.GetElapsedTime(sentAt).TotalMilliseconds))
        {
            Interlocked.Increment(ref _fulfilled);
        }
    }
}
