using WalletFunctions.Shared.Storage;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Lifecycle;

namespace WalletFunctions.Transactions.Steps;

/// <summary>Changes claimed transactions by their version, each change with its line in the list of events as one write.</summary>
public sealed class ClaimChanges(ITransactionStore store, RecentTransactions recent)
{
    /// <summary>Writes lost to others before a step is given up and repeated later.</summary>
    private const int MaxAttempts = 8;

    /// <summary>The claim, as this process wrote it last or else as it is stored.</summary>
    internal async Task<Versioned<Transaction>> FindAsync(TransactionOrder order, CancellationToken cancellationToken) =>
        recent.Recall(order.Id) ?? await ReadAsync(order, cancellationToken);

    /// <summary>Changes the claim.</summary>
    /// <param name="order">The transaction.</param>
    /// <param name="change">Says what changes; null: nothing (any more). Asked again about the newer claim where somebody else was faster.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The transaction as it stands then.</returns>
    internal async Task<Transaction> ChangeAsync(TransactionOrder order, Func<Transaction, StatusMove?> change, CancellationToken cancellationToken)
    {
        var claim = await FindAsync(order, cancellationToken);
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (change(claim.Value) is not { } move)
            {
                return claim.Value;
            }

            if (await store.ReplaceAsync(claim with { Value = move.Transaction }, move.Change, cancellationToken) is { } stored)
            {
                recent.Remember(stored);
                return stored.Value;
            }

            claim = await ReadAsync(order, cancellationToken);
        }

        throw new InvalidOperationException($"The claim of {order.Id} was changed by others {MaxAttempts} times in a row.");
    }

    /// <summary>Changes something of the claim that is no change of its status.</summary>
    /// <param name="order">The transaction.</param>
    /// <param name="change">Says what changes; the same instance: nothing (any more).</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The transaction as it stands then.</returns>
    internal async Task<Transaction> SetAsync(TransactionOrder order, Func<Transaction, Transaction> change, CancellationToken cancellationToken)
    {
        var claim = await FindAsync(order, cancellationToken);
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var changed = change(claim.Value);
            if (ReferenceEquals(changed, claim.Value))
            {
                return claim.Value;
            }

            if (await store.ReplaceAsync(claim with { Value = changed }, cancellationToken) is { } stored)
            {
                recent.Remember(stored);
                return stored.Value;
            }

            claim = await ReadAsync(order, cancellationToken);
        }

        throw new InvalidOperationException($"The claim of {order.Id} was changed by others {MaxAttempts} times in a row.");
    }

    /// <summary>The claim as it is stored.</summary>
    internal async Task<Versioned<Transaction>> ReadAsync(TransactionOrder order, CancellationToken cancellationToken) =>
        await store.FindAsync(order.Partner, order.Id, cancellationToken)
        ?? throw new InvalidOperationException($"The claim of {order.Id} is not there.");
}
