using WalletFunctions.Hosting;
using WalletFunctions.Shared.Alerts;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Partners;
using WalletFunctions.Shared.Storage;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Sessions;
using WalletFunctions.Shared.Transactions.Sweep;
using WalletFunctions.Storage.WorkLists;
using WalletFunctions.Transactions.Sessions.Steps;
using WalletFunctions.Transactions.Sweep;

namespace WalletFunctions.Transactions.Sessions.Sweep;

/// <summary>
/// Looks after sessions that stayed open: one that was never started is started, whether or not its history is lost, since every step finds
/// what it did before; one whose orchestration ended without an answer is stuck, and a person is called; events that nobody published are.
/// </summary>
public sealed class SessionSweeper(
    ISessionStore store, IPartnerStore partners, IWorkLists lists, SessionEnd end, IAlerts alerts, WalletSettings settings, TimeProvider time)
{
    /// <summary>Sessions that are listed at a time.</summary>
    private const int PageSize = 100;

    /// <summary>Looks after every partner's open sessions.</summary>
    internal async Task SweepAsync(ISessionStarter starter, CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - settings.Transactions.SweepAfter;
        var failures = new List<Exception>();
        foreach (var partner in await partners.ListAsync(cancellationToken))
        {
            await foreach (var page in OpenPages.OfAsync(lists, WorkList.Sessions, partner.Id, PageSize, store.ListOpenAsync, cancellationToken))
            {
                foreach (var open in page.Where(open => open.Since <= before))
                {
                    // One session that cannot be looked after must not keep the others waiting.
                    var work = LookAfterAsync(partner.Id, open.Id, starter, cancellationToken);
                    await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    failures.AddRange(work.Exception?.InnerExceptions ?? []);
                }
            }
        }

        if (failures.Count > 0)
        {
            throw new AggregateException("Some open sessions could not be looked after.", failures);
        }
    }

    private async Task LookAfterAsync(PartnerId partner, TransactionId id, ISessionStarter starter, CancellationToken cancellationToken)
    {
        var found = await store.FindAsync(partner, id, cancellationToken) ?? throw new InvalidOperationException($"The session {id} is listed as open, and is not there.");
        var session = found.Value;
        switch (await starter.LookAsync(session.Order, cancellationToken))
        {
            case InstanceState.Alive:
                return;
            case var _ when session.Answer is not null:
                await end.PublishAsync(session.Order, cancellationToken);
                return;
            case InstanceState.Missing:
                await starter.StartAsync(session.Order, cancellationToken);
                return;
            default:
                await MarkStuckAsync(found, cancellationToken);
                return;
        }
    }

    private async Task MarkStuckAsync(Versioned<Session> found, CancellationToken cancellationToken)
    {
        var order = found.Value.Order;
        var stuck = found.Value with { Condition = TransactionCondition.Stuck, UpdatedAt = time.GetUtcNow() };
        if (found.Value.Condition == TransactionCondition.Stuck || await store.ReplaceAsync(found with { Value = stuck }, cancellationToken) is not null)
        {
            await end.MarkLegsStuckAsync(order, cancellationToken);

            // Raised again by every sweep, under one id: whoever marked it may have died before.
            await alerts.RaiseAsync(
                new Alert
                {
                    Id = $"{order.InstanceId()}.stuck",
                    Kind = "session.stuck",
                    Partner = order.Partner,
                    Subject = order.Id.Value,
                    Detail = $"The orchestration of run {order.Run} ended without an answer.",
                    At = stuck.UpdatedAt,
                },
                cancellationToken);
        }
    }
}
