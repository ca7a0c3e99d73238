using Microsoft.DurableTask.Client;
using WalletFunctions.Local.Host.Durable.History;
using Xunit;

namespace WalletFunctions.Tests.Local.Durable.Harness;

/// <summary>What holds of every history.</summary>
internal static class Histories
{
    /// <summary>The instance has ended well, with this result.</summary>
    public static void AssertCompleted(OrchestrationMetadata end, int result)
    {
        Assert.True(end.RuntimeStatus == OrchestrationRuntimeStatus.Completed, $"{end.InstanceId} {end.RuntimeStatus}: {end.FailureDetails} {end.FailureDetails?.StackTrace}");
        Assert.Equal(result, end.ReadOutputAs<int>());
    }

    /// <summary>No activity, timer or sub-orchestration has two answers, and the execution one end.</summary>
    public static void AssertNothingDoubled(IReadOnlyList<HistoryEvent> history)
    {
        var answers = history.Select(what => what switch
        {
            HistoryEvent.TaskCompleted completed => $"task {completed.TaskId}",
            HistoryEvent.TaskFailed failed => $"task {failed.TaskId}",
            HistoryEvent.TimerFired fired => $"timer {fired.TaskId}",
            HistoryEvent.ChildCompleted completed => $"child {completed.TaskId}",
            HistoryEvent.ChildFailed failed => $"child {failed.TaskId}",
            HistoryEvent.EventRaised raised => raised.Name is "First" or "Second" ? $"event {raised.Name}" : null,
            HistoryEvent.ExecutionEnded => "end",
            _ => null,
        }).OfType<string>().ToList();
        Assert.Equal(answers.Distinct(), answers);
        Assert.IsType<HistoryEvent.ExecutionEnded>(history[^1]);
    }
}
