using Microsoft.DurableTask.Client;
using WalletFunctions.Local.Host.Durable.History;

namespace WalletFunctions.Local.Host.Durable.Episodes;

/// <summary>What an episode came to.</summary>
/// <param name="Status">Where the instance stands after it.</param>
/// <param name="CustomStatus">The custom status after it.</param>
/// <param name="Decided">The steps to record, in order; the end of the execution, if it ended, is the last.</param>
internal sealed record EpisodeOutcome(OrchestrationRuntimeStatus Status, string? CustomStatus, IReadOnlyList<HistoryEvent> Decided);
