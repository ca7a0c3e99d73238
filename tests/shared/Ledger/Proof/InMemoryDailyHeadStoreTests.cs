using WalletFunctions.Shared.Ledger.Proof.Heads;

namespace WalletFunctions.Tests.Shared.Ledger.Proof;

public sealed class InMemoryDailyHeadStoreTests : DailyHeadStoreContract
{
    protected override Task<IDailyHeadStore> NewStoreAsync() => Task.FromResult<IDailyHeadStore>(new InMemoryDailyHeadStore());
}
