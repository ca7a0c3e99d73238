using WalletFunctions.Shared.Ledger.Refusals;
using WalletFunctions.Shared.Ledger.Rules;

namespace WalletFunctions.Shared.Ledger.Writing;

/// <summary>One command that waits for its outcome.</summary>
internal sealed class WorkItem(ILedgerCommand command, DateTimeOffset deadline)
{
    private readonly TaskCompletionSource<Outcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal ILedgerCommand Command => command;

    internal string OwnKey { get; } = LedgerRules.OwnKeyOf(command);

    internal DateTimeOffset Deadline => deadline;

    internal Task<Outcome> Task => _outcome.Task;

    /// <summary>The writer's tick at which it arrived: a refusal rests on rows that were read later than that.</summary>
    internal long ArrivedAt { get; set; }

    /// <summary>It waits for balances that were read again.</summary>
    internal bool ReadsBalances { get; set; }

    /// <summary>The writer's tick at which it had the balances that were read again: what else a refusal rests on is read later than that.</summary>
    internal long BalancesReadAt { get; set; }

    /// <summary>Its own row must be read before it is decided: an attempt may have landed.</summary>
    internal bool MustReadOwn { get; set; } = !LedgerRules.ExpectsToBeFirst(command);

    /// <summary>Rows read for this command alone: its own, and others that are not worth remembering.</summary>
    internal Dictionary<string, KnownRow> Rows { get; } = new(StringComparer.Ordinal);

    /// <summary>Reads that it still waits for.</summary>
    internal int PendingReads { get; set; }

    /// <summary>Attempts that ended without an outcome.</summary>
    internal int Failures { get; set; }

    /// <summary>Attempts that another writer's rows stood against.</summary>
    internal int Conflicts { get; set; }

    /// <summary>Not before.</summary>
    internal DateTimeOffset RetryAt { get; set; }

    /// <summary>The last failure on the way to its outcome: what the caller is told if there is none in time.</summary>
    internal Exception? LastFailure { get; set; }

    /// <summary>Failures that are no outages: of a few, one goes to the caller.</summary>
    internal int Faults { get; set; }

    /// <summary>A write that it was part of met such a failure: it is written alone, so that its neighbours do not suffer from what may be its own.</summary>
    internal bool IsAlone { get; set; }

    internal void Accept(object value, bool replayed) => _outcome.TrySetResult(new Outcome(value, Refusal: null, replayed));

    internal void Refuse(LedgerRefusal refusal, bool replayed) => _outcome.TrySetResult(new Outcome(Value: null, refusal, replayed));

    internal void Fail(Exception exception) => _outcome.TrySetException(exception);

    internal readonly record struct Outcome(object? Value, LedgerRefusal? Refusal, bool Replayed);
}
