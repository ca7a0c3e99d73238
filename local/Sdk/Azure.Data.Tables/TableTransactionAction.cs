#nullable disable // The official package carries no nullability annotations, and both builds must compile alike.

namespace Azure.Data.Tables;

/// <summary>One write of a transaction (official: <c>Azure.Data.Tables.TableTransactionAction</c>).</summary>
public class TableTransactionAction
{
    /// <summary>A write without a condition on the row's version.</summary>
    public TableTransactionAction(TableTransactionActionType actionType, ITableEntity entity)
        : this(actionType, entity, default)
    {
    }

    /// <summary>
    /// A write on condition of <paramref name="etag"/>. As in the official package, an update with the default ETag carries no
    /// condition at all, which makes it an upsert; pass <see cref="ETag.All"/> for "whatever version, but it must exist".
    /// </summary>
    public TableTransactionAction(TableTransactionActionType actionType, ITableEntity entity, ETag etag = default)
    {
        ActionType = actionType;
        Entity = entity;
        ETag = etag;
    }

    /// <summary>What is done.</summary>
    public TableTransactionActionType ActionType { get; }

    /// <summary>The row.</summary>
    public ITableEntity Entity { get; }

    /// <summary>The version that the row must have; ignored by Add and the upserts.</summary>
    public ETag ETag { get; }
}
