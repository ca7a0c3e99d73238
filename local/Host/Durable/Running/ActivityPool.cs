using WalletFunctions.Local.Host.Durable.History;
using WalletFunctions.Local.Host.Durable.Instances;

namespace WalletFunctions.Local.Host.Durable.Running;

/// <summary>Runs activities, so many at a time; the others wait in the order they came.</summary>
internal sealed class ActivityPool(IDurableCode code, int maxConcurrentActivities, Action<Instance, Arrival> onAnswer, CancellationToken stopping)
{
    private readonly Queue<Call> _waiting = new();
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _running;

    private sealed record Call(Instance Instance, string ExecutionId, HistoryEvent.TaskScheduled Task);

    /// <summary>Runs an activity, at once or when there is room. Its answer comes as an arrival.</summary>
    public void Run(Instance instance, string executionId, HistoryEvent.TaskScheduled task)
    {
        lock (_gate)
        {
            if (_running >= maxConcurrentActivities)
            {
                _waiting.Enqueue(new Call(instance, executionId, task));
                return;
            }

            _running++;
        }

        Start(new Call(instance, executionId, task));
    }

    /// <summary>Waits, after the token was cancelled, until nothing runs or the deadline has come. What did not answer runs again after the next start.</summary>
    public async Task StoppedAsync(TimeSpan deadline)
    {
        lock (_gate)
        {
            _waiting.Clear();
            if (_running == 0)
            {
                _idle.TrySetResult();
            }
        }

        await Task.WhenAny(_idle.Task, Task.Delay(deadline, TimeProvider.System));
    }

    private void Start(Call call)
        => ThreadPool.UnsafeQueueUserWorkItem(static work => _ = work.Pool.RunAsync(work.Call), (Pool: this, Call: call), preferLocal: false);

    private async Task RunAsync(Call call)
    {
        if (!stopping.IsCancellationRequested && await AnswerAsync(call) is { } answer)
        {
            onAnswer(call.Instance, new Arrival(answer, call.ExecutionId, null));
        }

        Call? next;
        lock (_gate)
        {
            if (!_waiting.TryDequeue(out next) && --_running == 0 && stopping.IsCancellationRequested)
            {
                _idle.TrySetResult();
            }
        }

        if (next is not null)
        {
            Start(next);
        }
    }

    private async Task<HistoryEvent?> AnswerAsync(Call call)
    {
        var task = call.Task;
        try
        {
            if (!code.HasActivity(task.Name))
            {
                throw new InvalidOperationException($"The activity function '{task.Name}' does not exist in this app.");
            }

            var result = await code.RunActivityAsync(task.Name, task.Input, call.Instance.Id, stopping);
            return new HistoryEvent.TaskCompleted(task.TaskId, PayloadLimit.Checked(result, "activity result"));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception failure)
        {
            // The edge between the app and the engine: whatever the activity threw is its answer.
            return new HistoryEvent.TaskFailed(task.TaskId, Failure.Of(failure));
        }
    }
}
