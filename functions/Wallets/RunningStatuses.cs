using Microsoft.DurableTask.Client;

namespace WalletFunctions.Wallets;

/// <summary>The statuses of an orchestration that has not ended: one of that id is not started again.</summary>
internal static class RunningStatuses
{
    /// <summary>Their names.</summary>
    internal static IReadOnlyList<string> All { get; } =
        [nameof(OrchestrationRuntimeStatus.Pending), nameof(OrchestrationRuntimeStatus.Running), nameof(OrchestrationRuntimeStatus.Suspended)];
}
