using WalletFunctions.Json;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Transactions;

/// <summary>What routes that name a transaction have in common.</summary>
internal static class TransactionRoutes
{
    /// <summary>The transaction that a path names; a fault if it is none.</summary>
    internal static TransactionId ReadId(string text, JsonFaults faults)
    {
        if (!TransactionId.TryParse(text, out var id))
        {
            faults.Add("transactionId", FieldRules.TransactionIdRule);
        }

        return id;
    }
}
