using WalletFunctions.Shared.Reconciliation.Breaks;
using WalletFunctions.Tests.Shared.Transactions;

namespace WalletFunctions.Tests.Shared.Reconciliation.Breaks;

/// <summary>Breaks to keep and to move.</summary>
internal static class Samples
{
    public static Break Break(string subject) => new()
    {
        Id = BreakId.Of(Orders.Partner, BreakKind.SettledAfterRelease, subject),
        Kind = BreakKind.SettledAfterRelease,
        Partner = Orders.Partner,
        Wallet = Orders.Alice,
        Transaction = Orders.Transfer().Id,
        BankEvent = Orders.Event,
        Expected = "Nothing.",
        Found = "12.50 USD.",
        ProposedRepair = "Ask the bank.",
        OpenedAt = Orders.Now,
    };
}
