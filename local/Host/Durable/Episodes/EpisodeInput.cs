using WalletFunctions.Local.Host.Durable.History;

namespace WalletFunctions.Local.Host.Durable.Episodes;

/// <summary>What an episode starts from.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="Started">How its execution started.</param>
/// <param name="CustomStatus">The custom status before the episode.</param>
/// <param name="Past">The history, to be replayed; begins with an episode, or is empty in the first one.</param>
/// <param name="At">The new episode's time (UTC).</param>
/// <param name="Arrived">What arrived since; in the first episode it begins with <paramref name="Started"/>.</param>
internal sealed record EpisodeInput(
    string InstanceId,
    HistoryEvent.ExecutionStarted Started,
    string? CustomStatus,
    IReadOnlyList<HistoryEvent> Past,
    DateTime At,
    IReadOnlyList<HistoryEvent> Arrived);
