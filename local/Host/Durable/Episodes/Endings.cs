using System.Text.Json;
using Microsoft.DurableTask.Client;
using WalletFunctions.Local.Host.Durable.History;

namespace WalletFunctions.Local.Host.Durable.Episodes;

/// <summary>How an execution ends.</summary>
internal static class Endings
{
    /// <summary>The end of an orchestrator that has returned or thrown.</summary>
    public static EpisodeOutcome Of(Task<object?> run, EpisodeInput input, EpisodeContext context)
    {
        if (run.IsFaulted)
        {
            return Failed(input, context, Failure.Of(run.Exception!.InnerException!));
        }

        if (run.IsCanceled)
        {
            return Failed(input, context, Failure.Of(new TaskCanceledException(run)));
        }

        try
        {
            return context.ContinuesAsNew ? ContinuedAsNew(context) : Completed(input, context, context.Serialize(run.Result, "orchestration result"));
        }
        catch (Exception unwritable) when (unwritable is ArgumentException or JsonException or NotSupportedException)
        {
            return Failed(input, context, Failure.Of(unwritable));
        }
    }

    /// <summary>The end of an execution by an error; its output is the error's message, in plain text.</summary>
    public static EpisodeOutcome Failed(EpisodeInput input, EpisodeContext? context, Failure failure)
    {
        var end = new HistoryEvent.ExecutionEnded(OrchestrationRuntimeStatus.Failed, failure.Message, failure, input.Started.Parent);
        return new EpisodeOutcome(end.Status, context is null ? input.CustomStatus : context.CustomStatus, [.. SentBy(context), end]);
    }

    /// <summary>The end of an execution by a client or a terminated parent.</summary>
    public static EpisodeOutcome Terminated(EpisodeInput input, HistoryEvent.TerminationRequested termination)
    {
        var children = termination.Recursive ? OpenChildren(input) : [];
        var end = new HistoryEvent.ExecutionEnded(OrchestrationRuntimeStatus.Terminated, termination.Output, null, input.Started.Parent);
        return new EpisodeOutcome(end.Status, input.CustomStatus, [.. children, end]);
    }

    private static EpisodeOutcome Completed(EpisodeInput input, EpisodeContext context, string? output)
    {
        var end = new HistoryEvent.ExecutionEnded(OrchestrationRuntimeStatus.Completed, output, null, input.Started.Parent);
        return new EpisodeOutcome(end.Status, context.CustomStatus, [.. SentBy(context), end]);
    }

    private static EpisodeOutcome ContinuedAsNew(EpisodeContext context)
    {
        var carried = context.Events.Kept.Select(kept => new HistoryEvent.EventRaised(kept.Name, kept.Payload)).ToList();
        var next = new HistoryEvent.ExecutionRestarted(
            Guid.NewGuid().ToString("N"), context.Serialize(context.NextInput, "orchestration input"), carried);
        return new EpisodeOutcome(OrchestrationRuntimeStatus.Running, context.CustomStatus, [.. SentBy(context), next]);
    }

    // Nothing is open when an execution ends, so of its last steps only the events sent still matter (a cancelled timer does not).
    private static IEnumerable<HistoryEvent> SentBy(EpisodeContext? context) => context?.Steps.New.Where(step => step is HistoryEvent.EventSent) ?? [];

    private static IEnumerable<HistoryEvent> OpenChildren(EpisodeInput input)
    {
        var open = new Dictionary<int, string>();
        foreach (var what in input.Past.Concat(input.Arrived))
        {
            switch (what)
            {
                case HistoryEvent.ChildScheduled child:
                    open[child.TaskId] = child.InstanceId;
                    break;
                case HistoryEvent.ChildCompleted completed:
                    open.Remove(completed.TaskId);
                    break;
                case HistoryEvent.ChildFailed failed:
                    open.Remove(failed.TaskId);
                    break;
                default:
                    break;
            }
        }

        return open.Values.Select(id => new HistoryEvent.ChildTerminated(id));
    }
}
