using WalletFunctions.Shared.Transactions.Outcomes;

namespace WalletFunctions.Tests.Shared.Transactions.Outcomes;

public sealed class InMemoryOutcomeStoreTests : OutcomeStoreContract
{
    protected override Task<IOutcomeStore> CreateAsync() => Task.FromResult<IOutcomeStore>(new InMemoryOutcomeStore());
}
