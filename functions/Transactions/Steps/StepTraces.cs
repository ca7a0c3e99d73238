using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Saga;

namespace WalletFunctions.Transactions.Steps;

/// <summary>Looks for what the steps of a transaction leave behind, where no history tells whether any ran.</summary>
public sealed class StepTraces(ILedgerReader ledger, IBankEventStore bankEvents)
{
    /// <summary>Whether a step of the transaction has left anything in the ledger or on the bank's event.</summary>
    internal async Task<bool> AnyAsync(TransactionOrder order, CancellationToken cancellationToken)
    {
        if (order.BankEvent is { } key)
        {
            var bankEvent = await bankEvents.FindAsync(order.Partner, key, cancellationToken);
            return bankEvent?.Value.Transaction == order.Id;
        }

        if (order.CrossesPartitions())
        {
            return await HasHoldAsync(LedgerMoves.HoldSource(order)) || await HasHoldAsync(LedgerMoves.HoldDestination(order));
        }

        var posting = LedgerMoves.RefusePost(TransactionSaga.Start(order));
        return await ledger.FindPostingAsync(posting.Partition, posting.Id, cancellationToken) is not null;

        async Task<bool> HasHoldAsync(PlaceHold hold) =>
            await ledger.FindHoldAsync(hold.Partner, hold.Wallet, hold.Id, cancellationToken) is not null;
    }
}
