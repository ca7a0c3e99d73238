using WalletFunctions.Callbacks.Storage;
using WalletFunctions.Shared.Callbacks.Endpoints;
using WalletFunctions.Tests.Shared.Callbacks.Endpoints;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Functions.Callbacks.Storage;

public sealed class TableEndpointStoreTests(AzuriteFixture azurite) : EndpointStoreContract, IClassFixture<AzuriteFixture>
{
    protected override async Task<IEndpointStore> NewStoreAsync()
    {
        var table = await azurite.NewTableAsync();
        return new TableEndpointStore((_, _) => ValueTask.FromResult(table));
    }
}
