using Microsoft.DurableTask.Client;
using WalletFunctions.Local.Host.Durable.History;

namespace WalletFunctions.Local.Host.Durable.Episodes;

/// <summary>Runs one episode of an instance: replays its history, plays what arrived, and collects what the orchestrator decided.</summary>
internal sealed class EpisodeRunner
{
    private readonly EpisodeInput _input;
    private readonly EpisodeServices _services;
    private readonly OrchestratorThread _thread;
    private readonly EpisodeContext _context;
    private readonly Queue<HistoryEvent> _whileSuspended = new();
    private Task<object?>? _run;
    private bool _isSuspended;

    private EpisodeRunner(EpisodeInput input, EpisodeServices services, Action onIllegalAwait)
    {
        _input = input;
        _services = services;
        _thread = new OrchestratorThread(onIllegalAwait);
        _context = new EpisodeContext(input, _thread, services);
    }

    /// <summary>Runs an episode on the calling thread.</summary>
    /// <param name="input">What it starts from.</param>
    /// <param name="services">What it needs.</param>
    /// <param name="onIllegalAwait">Called, from any thread and even later, when the orchestrator goes on outside of its episode.</param>
    public static EpisodeOutcome Run(EpisodeInput input, EpisodeServices services, Action onIllegalAwait)
    {
        if (input.Arrived.OfType<HistoryEvent.TerminationRequested>().FirstOrDefault() is { } termination)
        {
            return Endings.Terminated(input, termination);
        }

        if (input.Arrived.OfType<HistoryEvent.IllegalAwaitFound>().Any())
        {
            return Endings.Failed(input, null, Failure.Of(IllegalAwait.Exception()));
        }

        if (!services.Code.HasOrchestrator(input.Started.Name))
        {
            return Endings.Failed(input, null, Failure.Of(new InvalidOperationException(
                $"The orchestrator function '{input.Started.Name}' does not exist in this app.")));
        }

        var runner = new EpisodeRunner(input, services, onIllegalAwait);
        return runner.Run();
    }

    private EpisodeOutcome Run()
    {
        EpisodeOutcome? outcome = null;
        _thread.Run(() =>
        {
            try
            {
                _context.Replaying = true;
                foreach (var past in _input.Past)
                {
                    Play(past);
                }

                _context.Replaying = false;
                _context.CurrentTime = _input.At;
                foreach (var arrived in _input.Arrived)
                {
                    Play(arrived);
                }

                outcome = Conclude();
            }
            catch (NonDeterminismException changed)
            {
                outcome = Endings.Failed(_input, null, Failure.Of(changed));
            }
        });

        // The task may yet go on elsewhere, if it awaits something that is not durable; its end there must not go unseen.
        if (_run is { IsCompleted: false })
        {
            _run.ContinueWith(
                _ => _thread.Report(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        return outcome!;
    }

    private void Play(HistoryEvent what)
    {
        if (what is HistoryEvent.EpisodeStarted episode)
        {
            _context.CurrentTime = episode.At;
            return;
        }

        if (_isSuspended && what is not HistoryEvent.Resumed)
        {
            _whileSuspended.Enqueue(what);
            return;
        }

        Apply(what);
        _thread.Pump();
    }

    private void Apply(HistoryEvent what)
    {
        switch (what)
        {
            case HistoryEvent.ExecutionStarted started:
                _run = Start(started);
                break;
            case HistoryEvent.TaskScheduled task:
                _context.Steps.StrikeOff(task.TaskId, task);
                break;
            case HistoryEvent.TimerCreated timer:
                _context.Steps.StrikeOff(timer.TaskId, timer);
                break;
            case HistoryEvent.ChildScheduled child:
                _context.Steps.StrikeOff(child.TaskId, child);
                break;
            case HistoryEvent.EventSent sent:
                _context.Steps.StrikeOff(sent.TaskId, sent);
                break;
            case HistoryEvent.TaskCompleted completed:
                _context.Open.Complete(completed.TaskId, completed.Result);
                break;
            case HistoryEvent.TaskFailed failed:
                _context.Open.Fail(failed.TaskId, failed.Failure);
                break;
            case HistoryEvent.TimerFired fired:
                _context.Open.Complete(fired.TaskId, null);
                break;
            case HistoryEvent.ChildCompleted completed:
                _context.Open.Complete(completed.TaskId, completed.Result);
                break;
            case HistoryEvent.ChildFailed failed:
                _context.Open.Fail(failed.TaskId, failed.Failure);
                break;
            case HistoryEvent.EventRaised raised:
                _context.Events.Arrive(raised.Name, raised.Input);
                break;
            case HistoryEvent.Suspended:
                _isSuspended = true;
                break;
            case HistoryEvent.Resumed:
                Resume();
                break;
            default:
                break;
        }
    }

    private async Task<object?> Start(HistoryEvent.ExecutionStarted started)
        => await _services.Code.RunOrchestratorAsync(started.Name, _context);

    private void Resume()
    {
        _isSuspended = false;
        while (!_isSuspended && _whileSuspended.TryDequeue(out var kept))
        {
            Apply(kept);
            _thread.Pump();
        }
    }

    private EpisodeOutcome Conclude()
    {
        if (_thread.IsViolated)
        {
            return Endings.Failed(_input, _context, Failure.Of(IllegalAwait.Exception()));
        }

        if (_isSuspended)
        {
            // What the orchestrator decided is not recorded: the replay after the resumption decides it again.
            return new EpisodeOutcome(OrchestrationRuntimeStatus.Suspended, _context.CustomStatus, []);
        }

        if (_run is { IsCompleted: true } && !_context.Open.Any)
        {
            return Endings.Of(_run, _input, _context);
        }

        return _run is { IsCompleted: true } || _context.Open.Any || _context.Events.AnyWaiting
            ? new EpisodeOutcome(OrchestrationRuntimeStatus.Running, _context.CustomStatus, [.. _context.Steps.New])
            : Endings.Failed(_input, _context, Failure.Of(IllegalAwait.Exception()));
    }
}
