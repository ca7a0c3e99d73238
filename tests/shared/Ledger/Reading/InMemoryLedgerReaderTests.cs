using WalletFunctions.Shared.Ledger.Storage;

namespace WalletFunctions.Tests.Shared.Ledger.Reading;

public sealed class InMemoryLedgerReaderTests : LedgerReaderContract
{
    protected override Task<ILedgerStore> NewStoreAsync() => Task.FromResult<ILedgerStore>(new InMemoryLedgerStore());
}
