using System.Collections.Concurrent;
using Azure.Data.Tables;
using Xunit;

namespace WalletFunctions.Tests.Testing;

/// <summary>
/// Storage for a test class: <c>class MyTests(AzuriteFixture azurite) : IClassFixture&lt;AzuriteFixture&gt;</c>. All classes share
/// one Azurite and may run at the same time, so each test takes table names of its own; the tables made through here are deleted
/// when the class is done.
/// </summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private readonly ConcurrentBag<string> _tables = [];

    /// <summary>The connection string of the run's Azurite.</summary>
    public string ConnectionString { get; private set; } = string.Empty;

    /// <summary>A client with the defaults, retries included.</summary>
    public TableServiceClient Service { get; private set; } = null!;

    /// <summary>A name that no other test has, deleted with the class if it becomes a table.</summary>
    public string NewTableName(string prefix = "T")
    {
        var name = prefix + Guid.NewGuid().ToString("N");
        _tables.Add(name);
        return name;
    }

    /// <summary>Has a table of this name deleted with the class, if it exists then.</summary>
    public void DeleteWithClass(string name) => _tables.Add(name);

    /// <summary>A new table of its own.</summary>
    public async Task<TableClient> NewTableAsync(string prefix = "T")
    {
        var table = Service.GetTableClient(NewTableName(prefix));
        await table.CreateIfNotExistsAsync();
        return table;
    }

    public async Task InitializeAsync()
    {
        var azurite = await SharedAzurite.GetAsync();
        ConnectionString = azurite.ConnectionString;
        Service = new TableServiceClient(ConnectionString);
    }

    public async Task DisposeAsync()
    {
        foreach (var table in _tables)
        {
            await Service.DeleteTableAsync(table);
        }
    }
}
