using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Proof;

namespace WalletFunctions.Tests.Shared.Ledger.Proof;

/// <summary>Says the same of every transaction.</summary>
internal sealed class EveryTransaction(bool isUnfinished) : IUnfinishedTransactions
{
    public static readonly EveryTransaction IsFinished = new(isUnfinished: false);

    public static readonly EveryTransaction IsUnfinished = new(isUnfinished: true);

    public Task<bool> IsUnfinishedAsync(PartnerId partner, TransactionId transaction, CancellationToken cancellationToken) => Task.FromResult(isUnfinished);
}
