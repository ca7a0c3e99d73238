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
            var look = await lists.LookAsync(partner.Id, WorkList.Sessions, cancellationToken);
            foreach (var bucket in look.Buckets)
            {
                // All of them, page by page: those that are stuck stay open for long, and must not hide the others.
                IReadOnlyList<OpenTransaction> page = [];
                var isFirst = true;
                do
                {
                    page = await store.ListOpenAsync(partner.Id, bucket, isFirst ? null : page[^1].Id, PageSize, cancellationToken);
                    if (isFirst && page.Count == 0)
                    {
                        look.FoundEmpty(bucket);
                    }

                    isFirst = false;
                    foreach (var open in page.Where(open => open.Since <= before))
                    {
                        // One session that cannot be looked after must not keep the others waiting.
                        var work = LookAfterAsync(partner.Id, open.Id, starter, cancellationToken);
                        await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                        failures.AddRange(work.Exception?.InnerExceptions ?? []);
                    }
                }
                while (page.Count == PageSize);
            }

            await lists.KeepAsync(look, cancellationToken);
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
