using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Ledger.Proof;
using WalletFunctions.Shared.Ledger.Rules;
using WalletFunctions.Shared.Ledger.Storage;

namespace WalletFunctions.Shared.Ledger.Writing;

/// <summary>What the writers of a process share.</summary>
internal sealed record LedgerWriting(ILedgerStore Store, IPartnerTermsSource Terms, HashKeyRing Keys, TimeProvider Clock, LedgerWriterOptions Options)
{
    /// <summary>Failures that are no outages, after which a command is given up. One may be an answer that could not be read, of a write that landed.</summary>
    internal const int MaxFaults = 2;

    /// <summary>What the writers remember together.</summary>
    internal RowBudget Rows { get; } = new(Options.CachedRowsTogether);

    internal static bool IsTransient(Exception exception) => exception is StoreUnavailableException;

    internal RuleContext ContextFor(LedgerPartition partition, DateTimeOffset now) => new()
    {
        Now = now,
        Terms = Terms.For(partition.Partner),
        Key = Keys.Current,
        Slot = Options.Slot,
    };

    /// <summary>Calls the storage, for a limited time. A call that is given up may still happen.</summary>
    internal async Task<T> CallAsync<T>(Func<CancellationToken, Task<T>> call)
    {
        using var timeout = new CancellationTokenSource(Options.CallTimeout, Clock);
        try
        {
            return await call(timeout.Token).WaitAsync(timeout.Token);
        }
        catch (OperationCanceledException exception) when (timeout.IsCancellationRequested)
        {
            throw new StoreUnavailableException("The ledger's storage did not answer in time.", exception);
        }
    }

    internal TimeSpan RetryDelay(int failures, Exception failure)
    {
        TimeSpan own = Options.FirstRetryDelay * Math.Pow(2, Math.Min(failures, 16) - 1);
        TimeSpan asked = (failure as StoreUnavailableException)?.RetryAfter ?? TimeSpan.Zero;
        TimeSpan longer = own > asked ? own : asked;
        return longer < Options.MaxRetryDelay ? longer : Options.MaxRetryDelay;
    }

    /// <summary>Waits, by the ledger's clock, until a time is over.</summary>
    internal async Task WaitUntilAsync(DateTimeOffset time)
    {
        // The loop's own clock counts whole milliseconds: without one more it would wake too early, for nothing.
        TimeSpan delay = time - Clock.GetUtcNow() + TimeSpan.FromMilliseconds(1);
        if (delay > TimeSpan.Zero)
        {
            await Task.Delay(delay, Clock);
        }
    }
}
