using Microsoft.DurableTask;
using WalletFunctions.Local.Host.Durable.History;

namespace WalletFunctions.Local.Host.Durable.Episodes;

/// <summary>The activities, timers and sub-orchestrations that the orchestrator has called and that have not answered.</summary>
internal sealed class OpenTasks
{
    private readonly Dictionary<int, (string Name, TaskCompletionSource<string?> Answer)> _tasks = [];

    /// <summary>Whether any is open. An execution ends only when none is.</summary>
    public bool Any => _tasks.Count > 0;

    /// <summary>Opens a task. Its continuations run where the answer is given: on the orchestrator's thread.</summary>
    public Task<string?> Open(int taskId, string name, CancellationToken cancellationToken = default)
    {
        var answer = new TaskCompletionSource<string?>();
        _tasks.Add(taskId, (name, answer));
        if (cancellationToken.CanBeCanceled)
        {
            cancellationToken.Register(() =>
            {
                if (answer.TrySetCanceled(cancellationToken))
                {
                    _tasks.Remove(taskId);
                }
            });
        }

        return answer.Task;
    }

    /// <summary>Answers a task; one that is not open (a cancelled timer) stays as it is.</summary>
    public void Complete(int taskId, string? result)
    {
        if (_tasks.Remove(taskId, out var task))
        {
            task.Answer.SetResult(result);
        }
    }

    /// <summary>Fails a task.</summary>
    public void Fail(int taskId, Failure failure)
    {
        if (_tasks.Remove(taskId, out var task))
        {
            task.Answer.SetException(new TaskFailedException(task.Name, taskId, failure.ToDetails()));
        }
    }
}
