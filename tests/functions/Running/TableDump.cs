using WalletFunctions.Hosting;
using WalletFunctions.Storage;

namespace WalletFunctions.Tests.Functions.Running;

/// <summary>Every row of the app's own tables, to tell whether something left a trace.</summary>
internal static class TableDump
{
    /// <summary>The rows, each with its version, in order. The engine's tables, which change by themselves, are left out.</summary>
    public static async Task<IReadOnlyList<string>> RowsAsync(this RunningApp app)
    {
        var prefix = app.Service<WalletSettings>().TablePrefix;
        var service = app.Service<StorageAccounts>().Of(WalletSettings.DefaultStorageAccount);
        var rows = new List<string>();
        await foreach (var table in service.QueryAsync())
        {
            if (!table.Name.StartsWith(prefix, StringComparison.Ordinal) || !StorageStart.AllTables.Contains(table.Name[prefix.Length..]))
            {
                continue;
            }

            await foreach (var row in service.GetTableClient(table.Name).QueryAsync<Azure.Data.Tables.TableEntity>())
            {
                rows.Add($"{table.Name[prefix.Length..]} {row.PartitionKey} {row.RowKey} {row.ETag}");
            }
        }

        return [.. rows.Order(StringComparer.Ordinal)];
    }
}
