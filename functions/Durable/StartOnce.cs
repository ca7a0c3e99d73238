using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace WalletFunctions.Durable;

/// <summary>Starts an orchestration whose instance id says what it is for.</summary>
internal static class StartOnce
{
    /// <summary>Starts it, unless an instance of its id is there in one of the kept statuses: then that one is it, and the start has succeeded.</summary>
    /// <param name="client">The invocation's client.</param>
    /// <param name="orchestration">The orchestrator's name.</param>
    /// <param name="input">Its input.</param>
    /// <param name="instanceId">Its id.</param>
    /// <param name="keptStatuses">The statuses in which an instance is not started again.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task StartOnceAsync(
        this DurableTaskClient client,
        string orchestration,
        object input,
        string instanceId,
        IReadOnlyList<string> keptStatuses,
        CancellationToken cancellationToken)
    {
        var options = new StartOrchestrationOptions(instanceId) { DedupeStatuses = keptStatuses };
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(orchestration, input, options, cancellationToken);
        }
        catch (Exception)
        {
            // Backends refuse an id that exists with exceptions of their own. What counts is whether the instance is there.
            if (await client.GetInstanceAsync(instanceId, cancellationToken) is null)
            {
                throw;
            }
        }
    }
}
