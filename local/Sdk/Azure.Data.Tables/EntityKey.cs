using System.Buffers;

namespace Azure.Data.Tables;

/// <summary>Writes keys and names into the path of a request.</summary>
internal static class EntityKey
{
    private static readonly SearchValues<char> Unreserved =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~");

    /// <summary>The path of one row below the account: quotes are doubled (a literal of OData), then all is percent-encoded.</summary>
    public static string Path(string table, string partitionKey, string rowKey) =>
        $"/{Escape(table)}(PartitionKey='{EscapeLiteral(partitionKey)}',RowKey='{EscapeLiteral(rowKey)}')";

    public static string Escape(string text) =>
        text.AsSpan().ContainsAnyExcept(Unreserved) ? Uri.EscapeDataString(text) : text;

    private static string EscapeLiteral(string key) =>
        key.AsSpan().ContainsAnyExcept(Unreserved)
            ? Uri.EscapeDataString(key.Replace("'", "''", StringComparison.Ordinal))
            : key;
}
