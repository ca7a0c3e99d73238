using WalletFunctions.Json;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Lifecycle;
using WalletFunctions.Shared.Transactions.Sweep;
using WalletFunctions.Transactions.Sweep;

namespace WalletFunctions.Transactions.Resuming;

/// <summary>Lets a stuck transaction go on, as its next run: every step is repeated under its old key, and what was posted keeps its booking date.</summary>
public sealed class ResumeTransaction(ITransactionStore store, RecentTransactions recent, TransactionClaims claims, TimeProvider time)
{
    /// <summary>
    /// Resumes; refused with <c>not-found</c>, and <c>illegal-transition</c> where the transaction is not stuck, its orchestration is not over, or somebody else was faster.
    /// </summary>
    /// <returns>The transaction as it stands when it is answered, or when the wait is over.</returns>
    internal async Task<Result<Transaction>> HandleAsync(
        PartnerId partner, TransactionId id, OperatorId by, ITransactionStarter starter, IOrchestrationWatch watch, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(partner, id, cancellationToken) is not { } found)
        {
            return Refused(Refusal.For(ReasonCatalog.NotFound));
        }

        var order = found.Value.Order;
        if (found.Value.Condition != TransactionCondition.Stuck || found.Value.Answer is not null)
        {
            return Illegal($"{id} is {WireName.Of(found.Value.Status)} and {WireName.Of(found.Value.Condition)}; only a transaction that is stuck can be resumed.");
        }

        if ((await watch.LookAsync(order, cancellationToken)).State == InstanceState.Alive)
        {
            return Illegal($"Run {order.Run} of {id} is not over.");
        }

        var next = order with { Run = order.Run + 1 };
        var move = TransactionLifecycle.Note(
            found.Value with { Order = next, Condition = TransactionCondition.Normal }, by.Value, $"resumed as run {next.Run}", time.GetUtcNow());
        if (await store.ReplaceAsync(found with { Value = move.Transaction }, move.Change, cancellationToken) is not { } resumed)
        {
            return Illegal($"{id} was changed by somebody else meanwhile.");
        }

        recent.Remember(resumed);
        return new Result<Transaction>.Accepted(await claims.FinishAsync(resumed.Value, starter, cancellationToken));
    }

    private static Result<Transaction>.Refused Illegal(string detail) => Refused(Refusal.For(ReasonCatalog.IllegalTransition, detail));

    private static Result<Transaction>.Refused Refused(Refusal refusal) => new(refusal);
}
