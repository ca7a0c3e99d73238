using System.Globalization;
using Azure;
using Azure.Data.Tables;

namespace WalletFunctions.Local.Host.Azurite;

/// <summary>
/// What the local runtime leaves behind about an Azurite that it starts: in Azurite a row with its data folder and process, so that
/// a later run knows what it joins; in the folder the port, so that a later run finds the Azurite that has the folder open.
/// </summary>
internal sealed record AzuriteMark(string DataFolder, int ProcessId)
{
    private const string TableName = "LocalRuntime";
    private const string PartitionKey = "azurite";
    private const string RowKey = "data";
    private const string PortFileName = "azurite.port";

    /// <summary>The port that the last Azurite on that folder had; it may be gone.</summary>
    public static int? LastPort(string folder)
    {
        var file = Path.Combine(folder, PortFileName);
        return File.Exists(file) && int.TryParse(File.ReadAllText(file), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? port
            : null;
    }

    /// <summary>Null if the local runtime did not start that Azurite.</summary>
    public static async Task<AzuriteMark?> ReadAsync(int port, CancellationToken cancellation)
    {
        try
        {
            var row = await Table(port).GetEntityIfExistsAsync<TableEntity>(PartitionKey, RowKey, cancellationToken: cancellation);
            return row.HasValue && row.Value is { } value && value.GetString(nameof(DataFolder)) is { } folder
                ? new AzuriteMark(folder, value.GetInt32(nameof(ProcessId)) ?? 0)
                : null;
        }
        catch (RequestFailedException refusal) when (refusal.Status == 403)
        {
            throw new AzuriteException($"The Azurite on port {port} has other accounts than the emulator's: name its connection string.", refusal);
        }
    }

    public async Task WriteAsync(int port, CancellationToken cancellation)
    {
        var table = Table(port);
        await table.CreateIfNotExistsAsync(cancellation);

        // Replaced, not inserted: the row is part of the data, and the folder may have been moved since it was written.
        var row = new TableEntity(PartitionKey, RowKey) { [nameof(DataFolder)] = DataFolder, [nameof(ProcessId)] = ProcessId };
        await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation);
        await File.WriteAllTextAsync(Path.Combine(DataFolder, PortFileName), port.ToString(CultureInfo.InvariantCulture), cancellation);
    }

    private static TableClient Table(int port) => new TableServiceClient(AzuriteEndpoint.ConnectionString(port)).GetTableClient(TableName);
}
