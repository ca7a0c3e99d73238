using WalletFunctions.Shared.Wallets;

namespace WalletFunctions.Tests.Shared.Wallets;

public sealed class InMemoryWalletRegistryTests : WalletRegistryContract
{
    protected override Task<IWalletRegistry> CreateAsync() => Task.FromResult<IWalletRegistry>(new InMemoryWalletRegistry());
}
