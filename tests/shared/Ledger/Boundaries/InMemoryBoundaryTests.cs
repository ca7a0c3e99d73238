using WalletFunctions.Shared.Ledger.Storage;

namespace WalletFunctions.Tests.Shared.Ledger.Boundaries;

public sealed class InMemoryAmountTests : AmountBoundaries
{
    protected override Task<ILedgerStore> NewStoreAsync() => Task.FromResult<ILedgerStore>(new InMemoryLedgerStore());
}

public sealed class InMemoryRowTests : RowBoundaries
{
    protected override Task<ILedgerStore> NewStoreAsync() => Task.FromResult<ILedgerStore>(new InMemoryLedgerStore());
}

public sealed class InMemoryIdTests : IdBoundaries
{
    protected override Task<ILedgerStore> NewStoreAsync() => Task.FromResult<ILedgerStore>(new InMemoryLedgerStore());
}
