using System.Globalization;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Tests.Shared.Ledger.Model;

/// <summary>Ids of a scenario: the same numbers, the same ids.</summary>
internal static class ScenarioIds
{
    public static TransactionId Transaction(int number) => TransactionId.Parse(string.Create(CultureInfo.InvariantCulture, $"txn_{number:0000000000}"));

    public static PostingId Posting(int number) => PostingId.Of(Transaction(number), "post");

    public static HoldId Hold(int number) => HoldId.Of(Transaction(number), "hold");
}
