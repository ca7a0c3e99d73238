using WalletFunctions.Durable;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Transactions;

namespace WalletFunctions.Transactions;

/// <summary>Tells callers who wait in this process of an answer that was stored by it. Begin to wait before the claim is read or written.</summary>
public sealed class AnswerSignals : LocalSignals<TransactionId, Transaction>
{
    /// <summary>Tells the waiters the answered transaction.</summary>
    internal void Answered(Transaction transaction) => Tell(transaction.Order.Id, transaction);

    /// <summary>Tells the waiters a transaction that will take longer than anybody waits.</summary>
    internal void Parked(Transaction transaction) => Tell(transaction.Order.Id, transaction);
}
