using WalletFunctions.Shared.Callbacks;

namespace WalletFunctions.Tests.Shared.Callbacks;

public sealed class InMemoryCallbackStoreTests : CallbackStoreContract
{
    protected override Task<ICallbackStore> NewStoreAsync() => Task.FromResult<ICallbackStore>(new InMemoryCallbackStore());
}
