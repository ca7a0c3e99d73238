using WalletFunctions.Local.Host.Durable.Storage;
using WalletFunctions.Tests.Local.Durable.Harness;

namespace WalletFunctions.Tests.Local.Durable.Storage;

/// <summary>The tests' storage keeps the same promises as the real one.</summary>
public sealed class MemoryDurableStoreTests : DurableStoreContract
{
    private readonly MemoryStorage _storage = new();

    protected override Task<IDurableStore> OpenAsync() => Task.FromResult(_storage.Open());
}
