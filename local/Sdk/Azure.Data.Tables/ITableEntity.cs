#nullable disable // The official package carries no nullability annotations, and both builds must compile alike.

namespace Azure.Data.Tables;

/// <summary>What every row has: its two keys, the time of its last change and its ETag (official: <c>Azure.Data.Tables.ITableEntity</c>).</summary>
public interface ITableEntity
{
    /// <summary>The partition of the row, at most 1,024 characters.</summary>
    string PartitionKey { get; set; }

    /// <summary>The key of the row inside its partition, at most 1,024 characters.</summary>
    string RowKey { get; set; }

    /// <summary>When the service last changed the row; set by the service, ignored in writes.</summary>
    DateTimeOffset? Timestamp { get; set; }

    /// <summary>The version of the row, for conditional writes.</summary>
    ETag ETag { get; set; }
}
