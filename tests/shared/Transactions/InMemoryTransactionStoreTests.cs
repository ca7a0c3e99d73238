using WalletFunctions.Shared.Transactions;

namespace WalletFunctions.Tests.Shared.Transactions;

public sealed class InMemoryTransactionStoreTests : TransactionStoreContract
{
    protected override Task<ITransactionStore> CreateAsync() => Task.FromResult<ITransactionStore>(new InMemoryTransactionStore());
}
