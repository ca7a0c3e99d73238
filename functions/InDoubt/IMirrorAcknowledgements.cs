using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Undo;
using WalletFunctions.Transactions;

namespace WalletFunctions.InDoubt;

/// <summary>What the resolver does with transactions, by the handlers that serve the fintech's own requests.</summary>
public interface IMirrorAcknowledgements
{
    /// <summary>Records what the fintech did, as if it had told by itself; what was recorded first stands.</summary>
    Task RecordAsync(PartnerId partner, TransactionId id, AcknowledgementOutcome outcome, CancellationToken cancellationToken);

    /// <summary>Asks for the reversal of a transaction under a key of its own, under every rule of a reversal; again is the same one.</summary>
    Task ReverseAsync(Transaction original, ITransactionStarter starter, CancellationToken cancellationToken);
}
