using WalletFunctions.BankEvents;
using WalletFunctions.Partners;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Banking;
using WalletFunctions.Shared.Transactions;

namespace WalletFunctions.Reconciliation.Clearing;

/// <summary>
/// Asks the partner for a wallet's side of a late settlement that stands, as the bank would: by an event that the partner answers with a transaction of its own. Nothing but that moves the
/// wallet, and what is not answered goes the way of every such event.
/// </summary>
public sealed class LateSettlementQuestion(IBankEventStore store, PartnerDirectory partners, TimeProvider time)
{
    /// <summary>Asks once, however often it is told to: <c>chargeback.received</c> for money that went out, <c>deposit.received</c> for money that came in.</summary>
    internal async Task<BankEventKey> AskAsync(TransactionOrder order, IBankEventStarter starter, CancellationToken cancellationToken)
    {
        var partner = await partners.GetAsync(order.Partner, cancellationToken);
        var eventId = $"late-settlement.{order.Id}";
        var key = BankEventKey.Derive(order.Partner, eventId);
        var now = time.GetUtcNow();
        await store.TryAddAsync(
            new BankEvent
            {
                Partner = order.Partner,
                Key = key,
                EventId = eventId,
                Type = LateSettlement.WentOut(order) ? BankEventType.ChargebackReceived : BankEventType.DepositReceived,
                OccurredAt = now,
                ReceivedAt = now,
                Fingerprint = eventId,
                Wallet = order.Source ?? order.Destination,
                Amount = order.Amount,
                Reference = $"{order.Id} was settled by the bank after all",
                DeadlineAt = now + TimeSpan.FromSeconds(partner.Settings.BankEventDeadlineSeconds),
            },
            cancellationToken);

        // A crash before this leaves an event that the sweeper starts.
        await starter.StartAsync(order.Partner, key, cancellationToken);
        return key;
    }
}
