using WalletFunctions.Local.Host.Durable.History;

namespace WalletFunctions.Local.Host.Durable.Instances;

/// <summary>Something that waits in memory to be played by an instance's next episode, and is durable with it.</summary>
/// <param name="What">What arrived.</param>
/// <param name="OnlyExecutionId">The execution it is for; null = whichever runs.</param>
/// <param name="Played">Set once it is durable; failed if the instance ended before.</param>
internal sealed record Arrival(HistoryEvent What, string? OnlyExecutionId, TaskCompletionSource? Played);
