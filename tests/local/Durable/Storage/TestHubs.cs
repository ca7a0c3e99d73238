using WalletFunctions.Tests.Testing;

namespace WalletFunctions.Tests.Local.Durable.Storage;

/// <summary>Task hubs of a test's own, whose tables are deleted with its class.</summary>
internal static class TestHubs
{
    public static string New(AzuriteFixture azurite)
    {
        var hub = azurite.NewTableName("Hub");
        foreach (var table in new[] { "Log", "Open", "Ended" })
        {
            azurite.DeleteWithClass(hub + table);
        }

        return hub;
    }
}
