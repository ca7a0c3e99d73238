using Microsoft.DurableTask.Client;
using WalletFunctions.Local.Host.Durable.History;

namespace WalletFunctions.Local.Host.Durable.Log;

/// <summary>
/// What an episode of one instance brings to another. Messages are not stored: they follow from the sender's log entry, so they arrive exactly once, whenever
/// the log is applied.
/// </summary>
internal abstract record Message
{
    private Message()
    {
    }

    /// <summary>The receiver.</summary>
    public required string To { get; init; }

    /// <summary>Starts a sub-orchestration.</summary>
    public sealed record Start(HistoryEvent.ExecutionStarted Started) : Message;

    /// <summary>Brings an event; dropped if the receiver does not exist, has ended, or is in another execution than <paramref name="OnlyExecutionId"/>.</summary>
    public sealed record Deliver(HistoryEvent What, string? OnlyExecutionId) : Message;

    /// <summary>The messages of an episode.</summary>
    public static IEnumerable<Message> Of(LogEntry.EpisodeRecorded episode)
    {
        foreach (var decided in episode.Decided)
        {
            switch (decided)
            {
                case HistoryEvent.ChildScheduled child:
                    var parent = new ParentLink(episode.Name, episode.InstanceId, episode.ExecutionId, child.TaskId);
                    yield return new Start(new HistoryEvent.ExecutionStarted(
                        child.Name, $"{episode.ExecutionId}-{child.TaskId}", child.Input, parent, new DateTimeOffset(episode.At), null))
                    {
                        To = child.InstanceId,
                    };
                    break;
                case HistoryEvent.EventSent sent:
                    yield return new Deliver(new HistoryEvent.EventRaised(sent.Name, sent.Input), null) { To = sent.InstanceId };
                    break;
                case HistoryEvent.ChildTerminated child:
                    yield return new Deliver(new HistoryEvent.TerminationRequested(null, Recursive: true), null) { To = child.InstanceId };
                    break;
                case HistoryEvent.ExecutionEnded { Parent: { } caller } end:
                    yield return new Deliver(AnswerTo(caller, end), caller.ExecutionId) { To = caller.InstanceId };
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>The answer to a parent whose child's id belongs to an instance that still runs.</summary>
    public static Message Refusal(string childId, ParentLink parent)
    {
        var failure = new Failure(
            typeof(InvalidOperationException).FullName!, $"An orchestration instance with the id '{childId}' is already running.", null, null);
        return new Deliver(new HistoryEvent.ChildFailed(parent.TaskId, failure), parent.ExecutionId) { To = parent.InstanceId };
    }

    private static HistoryEvent AnswerTo(ParentLink caller, HistoryEvent.ExecutionEnded end) => end.Status switch
    {
        OrchestrationRuntimeStatus.Completed => new HistoryEvent.ChildCompleted(caller.TaskId, end.Output),
        OrchestrationRuntimeStatus.Terminated => new HistoryEvent.ChildFailed(
            caller.TaskId, new Failure("Terminated", "The sub-orchestration was terminated.", null, null)),
        _ => new HistoryEvent.ChildFailed(caller.TaskId, end.Failure!),
    };
}
