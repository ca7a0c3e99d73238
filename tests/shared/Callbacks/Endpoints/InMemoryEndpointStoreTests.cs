using WalletFunctions.Shared.Callbacks.Endpoints;

namespace WalletFunctions.Tests.Shared.Callbacks.Endpoints;

public sealed class InMemoryEndpointStoreTests : EndpointStoreContract
{
    protected override Task<IEndpointStore> NewStoreAsync() => Task.FromResult<IEndpointStore>(new InMemoryEndpointStore());
}
