using WalletFunctions.Shared.Transactions.Sessions;

namespace WalletFunctions.Tests.Shared.Transactions.Sessions;

public sealed class InMemorySessionStoreTests : SessionStoreContract
{
    protected override ISessionStore Store { get; } = new InMemorySessionStore();
}
