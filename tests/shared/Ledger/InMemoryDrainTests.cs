using WalletFunctions.Shared.Ledger.Storage;

namespace WalletFunctions.Tests.Shared.Ledger;

public sealed class InMemoryDrainTests : DrainContract
{
    protected override Task<(ILedgerStore One, ILedgerStore Other)> NewStoresAsync()
    {
        var store = new InMemoryLedgerStore();
        return Task.FromResult<(ILedgerStore, ILedgerStore)>((store, store));
    }
}
