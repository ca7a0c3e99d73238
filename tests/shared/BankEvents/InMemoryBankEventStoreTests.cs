using WalletFunctions.Shared.BankEvents;

namespace WalletFunctions.Tests.Shared.BankEvents;

public sealed class InMemoryBankEventStoreTests : BankEventStoreContract
{
    protected override Task<IBankEventStore> CreateAsync() => Task.FromResult<IBankEventStore>(new InMemoryBankEventStore());
}
