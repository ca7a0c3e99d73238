using WalletFunctions.Json;
using WalletFunctions.Shared.Transactions;

namespace WalletFunctions.Transactions;

/// <summary>Reads again what a fintech asked for, from the bytes that its claim keeps: personal data stays in the claim and out of histories.</summary>
public sealed class ClaimedRequests(ITransactionStore store, RecentTransactions recent)
{
    /// <summary>The request of a claimed transaction.</summary>
    public async Task<TransactionRequest> ReadAsync(TransactionOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        var claim = recent.Recall(order.Id) ?? await store.FindAsync(order.Partner, order.Id, cancellationToken)
            ?? throw new InvalidOperationException($"The claim of {order.Id} is not there.");
        return Read(claim.Value);
    }

    /// <summary>The bank's own id of the event that the original of a reversal or refund answered; null if it answered none.</summary>
    internal async Task<string?> FindBankEventAsync(TransactionOrder order, CancellationToken cancellationToken) =>
        order.Original is { } original && await store.FindAsync(order.Partner, original, cancellationToken) is { } found ? Read(found.Value).BankEventId : null;

    /// <summary>The request of a claimed transaction. Throws <see cref="InvalidOperationException"/> where it does not fit the contract (any more).</summary>
    internal static TransactionRequest Read(Transaction transaction) =>
        Find(transaction) ?? throw new InvalidOperationException($"The request of {transaction.Order.Id}, which fitted the contract, does not any more.");

    /// <summary>The request of a claimed transaction; null where it does not fit the contract (any more).</summary>
    internal static TransactionRequest? Find(Transaction transaction)
    {
        // What was asked for by a route of its own is all in the order.
        var order = transaction.Order;
        if (!TransactionShape.IsRequestable(order.Type))
        {
            return new TransactionRequest { Type = order.Type, Amount = order.Amount, Source = order.Source, Destination = order.Destination, Reference = order.Reference };
        }

        var faults = new JsonFaults();
        using var document = StrictJson.Open(transaction.Request, faults);
        return document is null ? null : TransactionRequestReader.Read(document.RootElement, faults);
    }
}
