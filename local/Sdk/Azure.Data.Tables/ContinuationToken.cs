namespace Azure.Data.Tables;

/// <summary>Where the next page of rows begins, as one text: the two keys that the service gave, with a space between.</summary>
internal static class ContinuationToken
{
    public static string? From(Response response)
    {
        var hasPartition = response.Headers.TryGetValue("x-ms-continuation-NextPartitionKey", out var partitionKey);
        var hasRow = response.Headers.TryGetValue("x-ms-continuation-NextRowKey", out var rowKey);
        return hasPartition || hasRow ? $"{partitionKey} {rowKey}" : null;
    }

    public static (string? PartitionKey, string? RowKey) Parse(string? token)
    {
        if (token is null || token.Length <= 1)
        {
            return (null, null);
        }

        var space = token.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? (token, null) : (token[..space], space + 1 < token.Length ? token[(space + 1)..] : null);
    }
}
