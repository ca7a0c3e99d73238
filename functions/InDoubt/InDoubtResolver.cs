using Microsoft.Extensions.Logging;
using WalletFunctions.Callbacks;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.InDoubt;
using WalletFunctions.Shared.Partners;
using WalletFunctions.Shared.Reconciliation.Breaks;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Undo;
using WalletFunctions.Storage.WorkLists;
using WalletFunctions.Transactions;

namespace WalletFunctions.InDoubt;

/// <summary>
/// Finds transactions that are final here and whose acknowledgement is missing, asks the fintech, and does what follows from its answer.
/// Everything it does has a key that follows from the transaction, so a sweep that ends in the middle is repeated by the next one.
/// </summary>
public sealed partial class InDoubtResolver(
    IUnacknowledgedTransactions list,
    ITransactionStore transactions,
    IPartnerStore partners,
    IWorkLists lists,
    FintechQuestions questions,
    IMirrorAcknowledgements acknowledgements,
    IBreakStore breaks,
    RecordCallbacks callbacks,
    TimeProvider clock,
    ILogger<InDoubtResolver> logger)
{
    /// <summary>Questions to one partner at a time.</summary>
    internal const int MaxAtOnce = 4;

    /// <summary>Transactions of one bucket that one sweep asks about; the next one goes on.</summary>
    internal const int MaxPerBucket = 8;

    /// <summary>How long one sweep goes on asking one partner: less than the timer's interval.</summary>
    internal static readonly TimeSpan TimeOfSweep = TimeSpan.FromSeconds(45);

    /// <summary>Looks after every partner's transactions; each partner by itself, so that a slow one holds up nobody.</summary>
    internal async Task SweepAsync(IDeliveryStarter deliveries, ITransactionStarter starter, CancellationToken cancellationToken)
    {
        var sweeps = (await partners.ListAsync(cancellationToken))
            .Select(partner => SweepAsync(partner, deliveries, starter, cancellationToken)).ToArray();
        await Task.WhenAll(sweeps).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var failures = sweeps.Where(sweep => sweep.IsFaulted).SelectMany(sweep => sweep.Exception!.InnerExceptions).ToList();
        if (failures.Count > 0)
        {
            throw new AggregateException("Some partners' transactions in doubt could not be looked after.", failures);
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    private async Task SweepAsync(Partner partner, IDeliveryStarter deliveries, ITransactionStarter starter, CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        var now = clock.GetUtcNow();
        var failures = new List<Exception>();
        var look = await lists.LookAsync(partner.Id, WorkList.Acknowledgements, cancellationToken);
        foreach (var bucket in look.Buckets)
        {
            var due = await list.ListDueAsync(partner.Id, bucket, now, MaxPerBucket, cancellationToken);
            if (due.Count == 0 && look.AsksForEmpty && await list.ListDueAsync(partner.Id, bucket, DateTimeOffset.MaxValue, 1, cancellationToken) is [])
            {
                look.FoundEmpty(bucket);
            }

            foreach (var together in due.Chunk(MaxAtOnce))
            {
                if (clock.GetElapsedTime(began) > TimeOfSweep)
                {
                    break;
                }

                // One transaction that cannot be looked after must not keep the others waiting.
                var work = together.Select(missed => ResolveAsync(partner, missed, deliveries, starter, cancellationToken)).ToArray();
                await Task.WhenAll(work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                failures.AddRange(work.Where(task => task.IsFaulted).SelectMany(task => task.Exception!.InnerExceptions));
            }
        }

        await lists.KeepAsync(look, cancellationToken);
        if (failures.Count > 0)
        {
            throw new AggregateException($"Some transactions in doubt of {partner.Id} could not be looked after.", failures);
        }
    }

    private async Task ResolveAsync(
        Partner partner, UnacknowledgedTransaction missed, IDeliveryStarter deliveries, ITransactionStarter starter, CancellationToken cancellationToken)
    {
        var found = await transactions.FindAsync(partner.Id, missed.Id, cancellationToken)
            ?? throw new InvalidOperationException($"{missed.Id} is listed as not acknowledged, and its claim is not there.");
        var transaction = found.Value;
        var answer = InDoubtDecision.IsMissed(transaction)
            ? await questions.AskAsync(transaction, missed.Asked, cancellationToken)
            : new FintechAnswer.Unknown();
        var now = clock.GetUtcNow();
        var action = InDoubtDecision.Decide(transaction, answer, missed.Asked, partner.Settings, now);
        switch (action)
        {
            case InDoubtAction.Record it:
                await EndAsync(transaction, it.Outcome, cancellationToken);
                break;
            case InDoubtAction.Disagree it:
                await breaks.OpenAsync(DoubtBreaks.Disagreement(transaction, it, now), cancellationToken);
                await RepairAsync(transaction, it.Repair, deliveries, starter, cancellationToken);
                await EndAsync(transaction, it.Outcome, cancellationToken);
                break;
            case InDoubtAction.AskAgain it:
                await list.PutOffAsync(missed with { DueAt = it.DueAt, Asked = it.Asked }, cancellationToken);
                break;
            case InDoubtAction.GiveUp:
                await breaks.OpenAsync(DoubtBreaks.Unacknowledged(transaction, now), cancellationToken);
                await list.RemoveAsync(partner.Id, missed.Id, cancellationToken);
                break;
            case InDoubtAction.Drop:
            default:
                await list.RemoveAsync(partner.Id, missed.Id, cancellationToken);
                break;
        }

        LogResolved(logger, missed.Id, (answer as FintechAnswer.NoAnswer)?.Why ?? answer.GetType().Name, action.GetType().Name);
    }

    // The acknowledgement last: while it is missing the next sweep does all of this again.
    private async Task EndAsync(Transaction transaction, AcknowledgementOutcome outcome, CancellationToken cancellationToken)
    {
        await acknowledgements.RecordAsync(transaction.Order.Partner, transaction.Order.Id, outcome, cancellationToken);
        await list.RemoveAsync(transaction.Order.Partner, transaction.Order.Id, cancellationToken);
    }

    private async Task RepairAsync(
        Transaction transaction, ReversalRepair repair, IDeliveryStarter deliveries, ITransactionStarter starter, CancellationToken cancellationToken)
    {
        if (repair == ReversalRepair.Automatic)
        {
            await acknowledgements.ReverseAsync(transaction, starter, cancellationToken);
        }
        else if (repair == ReversalRepair.AskFintech)
        {
            foreach (var callback in await callbacks.RecordAsync(ReversalRequestEvent.Of(transaction), cancellationToken))
            {
                await deliveries.StartAsync(callback, cancellationToken);
            }
        }
    }

    [LoggerMessage(4101, LogLevel.Information, "{Transaction} was not acknowledged: the fintech answers {Answer}, so {Action}")]
    private static partial void LogResolved(ILogger logger, TransactionId transaction, string answer, string action);
}
