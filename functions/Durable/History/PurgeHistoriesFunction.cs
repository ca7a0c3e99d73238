using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using WalletFunctions.Hosting;

namespace WalletFunctions.Durable.History;

/// <summary>
/// Removes the histories of orchestrations that completed long ago. An orchestration completes after it has stored its result (a transaction's answer, an event's or a callback's end) in a
/// row of the app, which is kept: a later request is answered from there. One that failed or was terminated stays, for whoever looks into it.
/// </summary>
public sealed partial class PurgeHistoriesFunction(WalletSettings settings, TimeProvider time, ILogger<PurgeHistoriesFunction> logger)
{
    private static readonly OrchestrationRuntimeStatus[] Completed = [OrchestrationRuntimeStatus.Completed];

    /// <summary>One purge, every hour: so none takes long.</summary>
    [Function("PurgeHistories")]
    public async Task RunAsync(
        [TimerTrigger("0 25 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(durable);
        var before = time.GetUtcNow() - settings.Histories.Kept;
        var purged = await durable.PurgeAllInstancesAsync(new PurgeInstancesFilter(CreatedTo: before, Statuses: Completed), cancellationToken);
        LogPurged(logger, purged.PurgedInstanceCount, before);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The histories of {Count} orchestrations that were started before {Before:O} and have completed are removed.")]
    private static partial void LogPurged(ILogger logger, int count, DateTimeOffset before);
}
