using WalletFunctions.Shared.Ledger.Storage;

namespace WalletFunctions.Tests.Shared.Ledger;

public sealed class InMemoryLedgerStoreTests : LedgerStoreContract
{
    protected override Task<ILedgerStore> NewStoreAsync() => Task.FromResult<ILedgerStore>(new InMemoryLedgerStore());
}
