using System.Collections.Concurrent;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Saga;
using WalletFunctions.Shared.Transactions.Sweep;
using WalletFunctions.Transactions;
using WalletFunctions.Transactions.Sweep;

namespace WalletFunctions.Tests.Functions.Transactions;

/// <summary>
/// Drives transactions in this process, without an engine: an instance runs once, its steps may be made to die before or after they act, and
/// a dead instance goes on where its last recorded step was.
/// </summary>
internal sealed class InlineStarter(Func<StepInput, Task<StepOutcome>> runStep) : ITransactionDriver, IOrchestrationWatch
{
    private readonly ConcurrentDictionary<string, Instance> _instances = new();

    /// <summary>Says whether the process dies at a step: before it acts, or after it acted and before that is recorded.</summary>
    public Func<SagaStep, bool, bool> Dies { get; set; } = (_, _) => false;

    /// <summary>The booking date of steps.</summary>
    public DateOnly Today { get; set; } = new(2026, 3, 4);

    /// <summary>Makes the start itself fail.</summary>
    public bool IsDown { get; set; }

    /// <summary>Every instance that was started.</summary>
    public IReadOnlyCollection<string> Started => [.. _instances.Keys];

    public Task StartAsync(TransactionOrder order, CancellationToken cancellationToken) => StartAsync(TransactionSaga.Start(order));

    public Task StartGivenUpAsync(TransactionOrder order, CancellationToken cancellationToken) => StartAsync(TransactionSaga.GiveUp(order));

    private Task StartAsync(SagaState state)
    {
        if (IsDown)
        {
            throw new TimeoutException("The engine is down.");
        }

        var instance = new Instance(state);
        if (_instances.TryAdd(state.Order.InstanceId(), instance))
        {
            instance.Run = Task.Run(() => RunAsync(instance), CancellationToken.None);
        }

        return Task.CompletedTask;
    }

    public Task WakeAsync(TransactionOrder order, CancellationToken cancellationToken)
    {
        if (_instances.TryGetValue(order.InstanceId(), out var instance))
        {
            instance.Woken.Release();
        }

        return Task.CompletedTask;
    }

    public Task<(InstanceState State, bool AnyStepRan)> LookAsync(TransactionOrder order, CancellationToken cancellationToken)
    {
        if (!_instances.TryGetValue(order.InstanceId(), out var instance))
        {
            return Task.FromResult((InstanceState.Missing, false));
        }

        return Task.FromResult((instance.IsEnded ? InstanceState.Ended : InstanceState.Alive, instance.AnyStepRan));
    }

    /// <summary>Goes on with an instance that died, as an engine does after a restart.</summary>
    public async Task ResumeAsync(TransactionOrder order)
    {
        var instance = _instances[order.InstanceId()];
        await instance.Run;
        await RunAsync(instance);
    }

    /// <summary>Waits for everything that was started to come to rest.</summary>
    public Task RestAsync() => Task.WhenAll(_instances.Values.Select(instance => instance.Run));

    /// <summary>Ends an instance without an answer.</summary>
    public void Kill(TransactionOrder order, bool anyStepRan) =>
        _instances[order.InstanceId()] = new Instance(TransactionSaga.Start(order)) { IsEnded = true, AnyStepRan = anyStepRan };

    /// <summary>Loses an instance and its history.</summary>
    public void Lose(TransactionOrder order) => _instances.TryRemove(order.InstanceId(), out _);

    private async Task RunAsync(Instance instance)
    {
        while (instance.State.Step != SagaStep.Finished)
        {
            var step = instance.State.Step;
            if (Dies(step, false))
            {
                return;
            }

            if (LongestWaitOf(step) is { } wait)
            {
                await instance.Woken.WaitAsync(wait);
                instance.State = TransactionSaga.Decide(instance.State, StepOutcome.Done());
                continue;
            }

            instance.AnyStepRan = true;
            var outcome = await runStep(new StepInput(instance.State, Today));
            if (Dies(step, true))
            {
                return;
            }

            instance.State = TransactionSaga.Decide(instance.State, outcome);
        }

        instance.IsEnded = true;
    }

    // The bank is asked again soon; a review waits for whoever wakes it.
    private static TimeSpan? LongestWaitOf(SagaStep step) => step switch
    {
        SagaStep.AwaitBank => TimeSpan.FromMilliseconds(2),
        SagaStep.AwaitReview => TimeSpan.FromSeconds(20),
        _ => null,
    };

    private sealed class Instance(SagaState state)
    {
        public SagaState State { get; set; } = state;

        public bool AnyStepRan { get; set; }

        public SemaphoreSlim Woken { get; } = new(0);

        public bool IsEnded { get; set; }

        public Task Run { get; set; } = Task.CompletedTask;
    }
}
