using Microsoft.Extensions.Logging;
using WalletFunctions.BankEvents.Following;
using WalletFunctions.Callbacks;
using WalletFunctions.Hosting;
using WalletFunctions.Partners;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Partners;
using WalletFunctions.Shared.Transactions.Outcomes;
using WalletFunctions.Storage.WorkLists;

namespace WalletFunctions.BankEvents.Sweep;

/// <summary>
/// Looks after events that are kept and that nobody seems to see to: one whose message was lost between the inbox and the work, whose orchestration
/// never started or failed, whose deadline nobody applied, whose return nobody drives.
/// </summary>
public sealed partial class BankEventSweeper(
    IBankEventStore store,
    IPartnerStore partners,
    IWorkLists lists,
    HandleBankEvent handle,
    FollowBankEvent follow,
    WalletSettings settings,
    TimeProvider time,
    ILogger<BankEventSweeper> logger)
{
    /// <summary>Entries of one bucket that one sweep looks at; the next one goes on.</summary>
    private const int MaxPerBucket = 200;

    private static readonly TimeSpan ShortestRest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestRest = TimeSpan.FromHours(1);

    /// <summary>Looks after every partner's events.</summary>
    internal Task SweepAsync(
        IBankEventStarter starter, ITransactionWaker waker, IDeliveryStarter deliveries, CancellationToken cancellationToken)
    {
        var dueBy = time.GetUtcNow() - settings.Transactions.SweepAfter;
        return partners.ForEachAsync(partner => SweepAsync(partner, dueBy, starter, waker, deliveries, cancellationToken), cancellationToken);
    }

    private async Task SweepAsync(
        PartnerId partner,
        DateTimeOffset dueBy,
        IBankEventStarter starter,
        ITransactionWaker waker,
        IDeliveryStarter deliveries,
        CancellationToken cancellationToken)
    {
        var work = new List<Task>();
        var sweep = await lists.LookAsync(partner, WorkList.BankEvents, cancellationToken);
        foreach (var bucket in sweep.Buckets)
        {
            var due = await store.ListWorkAsync(partner, bucket, dueBy, MaxPerBucket, cancellationToken);
            if (due.Count == 0 && sweep.AsksForEmpty && await store.ListWorkAsync(partner, bucket, DateTimeOffset.MaxValue, 1, cancellationToken) is [])
            {
                sweep.FoundEmpty(bucket);
            }

            foreach (var entry in due)
            {
                // One after the other, and one that cannot be looked after must not keep the others waiting.
                var look = LookAfterAsync(new BankEventOrder(partner, entry.Key), entry.Kind, starter, waker, deliveries, cancellationToken);
                work.Add(look);
                await look.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await lists.KeepAsync(sweep, cancellationToken);
        await Task.WhenAll(work);
    }

    private async Task LookAfterAsync(
        BankEventOrder order,
        BankEventWorkKind kind,
        IBankEventStarter starter,
        ITransactionWaker waker,
        IDeliveryStarter deliveries,
        CancellationToken cancellationToken)
    {
        var bankEvent = await store.GetAsync(order, cancellationToken);
        LogLooked(logger, order.Key, kind, bankEvent.State);

        // Put off first, for as long as it has been going on: what fails every time is tried ever more seldom, and never given up.
        var now = time.GetUtcNow();
        var age = now - bankEvent.ReceivedAt;
        var rest = age < ShortestRest ? ShortestRest : age > LongestRest ? LongestRest : age;
        await store.PutOffAsync(order.Partner, order.Key, kind, now + rest, cancellationToken);
        if (kind == BankEventWorkKind.Return)
        {
            await LookAfterReturnAsync(order, bankEvent, starter, cancellationToken);
            return;
        }

        await handle.HandleAsync(bankEvent, starter, waker, cancellationToken);
        if (bankEvent.Course() == BankEventCourse.Delegated && (bankEvent.State != BankEventState.Open || bankEvent.IsOverdue(now)))
        {
            // The orchestration may be gone for good; what is due is done here as well as there.
            await follow.LookAsync(order, deliveries, cancellationToken);
            await starter.WakeAsync(order.Key, cancellationToken);
        }
    }

    private Task LookAfterReturnAsync(BankEventOrder order, BankEvent bankEvent, IBankEventStarter starter, CancellationToken cancellationToken) =>
        bankEvent.State == BankEventState.Returning
            ? starter.StartReturnAsync(order.Partner, order.Key, cancellationToken)
            : store.CloseAsync(order.Partner, order.Key, BankEventWorkKind.Return, cancellationToken);

    [LoggerMessage(3002, LogLevel.Warning, "{BankEvent} is overdue ({Kind}, {State}) and looked after")]
    private static partial void LogLooked(ILogger logger, BankEventKey bankEvent, BankEventWorkKind kind, BankEventState state);
}
