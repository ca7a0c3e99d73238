using WalletFunctions.Shared.Ledger.Storage;

namespace WalletFunctions.Tests.Shared.Ledger.Proof;

public sealed class InMemoryVerifyUnderLoadTests : VerifyUnderLoadContract
{
    protected override Task<(ILedgerStore One, ILedgerStore Other)> NewStoresAsync()
    {
        var store = new InMemoryLedgerStore();
        return Task.FromResult<(ILedgerStore, ILedgerStore)>((store, store));
    }
}
