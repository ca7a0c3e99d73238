namespace WalletFunctions.Shared.Transactions;

/// <summary>What follows from a status.</summary>
public static class TransactionStatuses
{
    /// <summary>
    /// Whether the fintech must reverse its provisional booking: the transaction ended and no customer entry was ever written for it.
    /// </summary>
    public static bool ReversesProvisional(this TransactionStatus status) =>
        status is TransactionStatus.Declined or TransactionStatus.Failed or TransactionStatus.Canceled;

    /// <summary>Whether the first answer has been given: the status changes only by another request from here on.</summary>
    public static bool IsFinal(this TransactionStatus status) =>
        status is not (TransactionStatus.Initiated or TransactionStatus.Review or TransactionStatus.Processed);
}
