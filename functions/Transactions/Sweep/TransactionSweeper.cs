using Microsoft.Extensions.Logging;
using WalletFunctions.Hosting;
using WalletFunctions.Shared.Alerts;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Partners;
using WalletFunctions.Shared.Storage;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Lifecycle;
using WalletFunctions.Shared.Transactions.Sweep;
using WalletFunctions.Storage.WorkLists;
using WalletFunctions.Transactions.Sessions.Steps;
using WalletFunctions.Transactions.Steps;

namespace WalletFunctions.Transactions.Sweep;

/// <summary>
/// Looks after transactions that stayed open: a claim whose orchestration never started, one whose orchestration ended without an answer,
/// events that nobody published.
/// </summary>
public sealed partial class TransactionSweeper(
    ITransactionStore store,
    IPartnerStore partners,
    IWorkLists lists,
    StepTraces traces,
    PublishStep publish,
    SessionEnd sessions,
    IAlerts alerts,
    WalletSettings settings,
    TimeProvider time,
    ILogger<TransactionSweeper> logger)
{
    /// <summary>Transactions that are listed at a time.</summary>
    private const int PageSize = 500;

    /// <summary>Transactions that are looked after at a time.</summary>
    private const int MaxAtOnce = 8;

    /// <summary>Looks after every partner's open transactions.</summary>
    internal async Task SweepAsync(IOrchestrationWatch watch, ITransactionDriver driver, CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - settings.Transactions.SweepAfter;
        using var places = new SemaphoreSlim(MaxAtOnce);
        var failures = new List<Exception>();
        foreach (var partner in await partners.ListAsync(cancellationToken))
        {
            await foreach (var open in OpenPages.OfAsync(lists, WorkList.Transactions, partner.Id, PageSize, store.ListOpenAsync, cancellationToken))
            {
                var work = open.Where(transaction => transaction.Since <= before).Select(transaction => InTurnAsync(partner.Id, transaction)).ToArray();

                // One transaction that cannot be looked after must not keep the others waiting.
                await Task.WhenAll(work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                failures.AddRange(work.Where(task => task.IsFaulted).SelectMany(task => task.Exception!.InnerExceptions));
            }
        }

        async Task InTurnAsync(PartnerId partner, OpenTransaction transaction)
        {
            await places.WaitAsync(cancellationToken);
            try
            {
                await LookAfterAsync(partner, transaction.Id, watch, driver, cancellationToken);
            }
            finally
            {
                places.Release();
            }
        }

        if (failures.Count > 0)
        {
            throw new AggregateException("Some open transactions could not be looked after.", failures);
        }
    }

    private async Task LookAfterAsync(
        PartnerId partner, TransactionId id, IOrchestrationWatch watch, ITransactionDriver driver, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(partner, id, cancellationToken) is not { } found)
        {
            throw new InvalidOperationException($"{id} is listed as open, and its claim is not there.");
        }

        // A leg is answered by its session, which is looked after by itself.
        var order = found.Value.Order;
        if (order.Session is not null && found.Value.Answer is null)
        {
            await sessions.EndLateLegAsync(order, cancellationToken);
            return;
        }

        var (instance, anyStepRan) = await watch.LookAsync(order, cancellationToken);
        if (instance == InstanceState.Missing && found.Value.Answer is null)
        {
            anyStepRan = await traces.AnyAsync(order, cancellationToken);
        }

        var isGivenUp = instance != InstanceState.Alive && found.Value.Answer is null && await traces.IsGivenUpAsync(order, cancellationToken);
        var action = TransactionSweep.Decide(found.Value, instance, anyStepRan, isGivenUp);
        switch (action)
        {
            case SweepAction.Start:
                LogStarted(logger, id, order.Run);
                await driver.StartAsync(order, cancellationToken);
                break;
            case SweepAction.StartGivenUp:
                LogStarted(logger, id, order.Run);
                await driver.StartGivenUpAsync(order, cancellationToken);
                break;
            case SweepAction.StartNextRun:
                order = await StartNextRunAsync(found, driver, cancellationToken);
                break;
            case SweepAction.MarkStuck:
                await MarkStuckAsync(found, instance, cancellationToken);
                break;
            case SweepAction.Publish:
                LogPublished(logger, id);
                await publish.PublishAsync(found.Value, cancellationToken);
                break;
            case SweepAction.Leave:
            default:
                break;
        }

        if (isGivenUp && action is SweepAction.Start or SweepAction.StartNextRun)
        {
            // It may come to a review, which was decided before it was waited for.
            await driver.WakeAsync(order, cancellationToken);
        }
    }

    private async Task<TransactionOrder> StartNextRunAsync(Versioned<Transaction> found, ITransactionDriver driver, CancellationToken cancellationToken)
    {
        var next = found.Value with { Order = found.Value.Order with { Run = found.Value.Order.Run + 1 } };

        // Somebody else who was faster has raised the run, and starts it.
        if (await store.ReplaceAsync(found with { Value = next }, cancellationToken) is not null)
        {
            LogStarted(logger, next.Order.Id, next.Order.Run);
            await driver.StartAsync(next.Order, cancellationToken);
        }

        return next.Order;
    }

    private async Task MarkStuckAsync(Versioned<Transaction> found, InstanceState instance, CancellationToken cancellationToken)
    {
        var order = found.Value.Order;
        if ((await store.FindAsync(order.Partner, order.Id, cancellationToken))?.Version != found.Version)
        {
            // It was answered between the look at its claim and the one at its orchestration: nobody is called for that.
            return;
        }

        var detail = $"The orchestration of run {order.Run} is {instance} and left no answer.";

        // Called first: a person who is called twice, under one id, is better than one who is never called.
        await alerts.RaiseAsync(
            new Alert
            {
                Id = $"{order.InstanceId()}.stuck",
                Kind = "transaction.stuck",
                Partner = order.Partner,
                Subject = order.Id.Value,
                Detail = detail,
                At = time.GetUtcNow(),
            },
            cancellationToken);
        var move = TransactionLifecycle.Note(found.Value with { Condition = TransactionCondition.Stuck }, StatusChange.BySweeper, $"stuck: {detail}", time.GetUtcNow());
        await store.ReplaceAsync(found with { Value = move.Transaction }, move.Change, cancellationToken);
    }

    [LoggerMessage(2001, LogLevel.Warning, "{Transaction} was open and nobody worked on it: run {Run} is started")]
    private static partial void LogStarted(ILogger logger, TransactionId transaction, int run);

    [LoggerMessage(2003, LogLevel.Information, "{Transaction} is answered: its events are published by the sweeper")]
    private static partial void LogPublished(ILogger logger, TransactionId transaction);
}
