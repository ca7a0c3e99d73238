using Azure;
using Azure.Data.Tables;

namespace WalletFunctions.Local.Host.ServiceBus.Storage;

/// <summary>
/// Rows that are written together or not at all. Each row bears the write's id, so that a write whose answer was lost can be told from
/// somebody else's.
/// </summary>
internal sealed class MessageWrite
{
    private const string IdProperty = "WriteId";

    // What a row takes beside its content.
    private const int RowOverheadBytes = 2 * 1024;

    private readonly Guid _id = Guid.NewGuid();
    private readonly TaskCompletionSource<IReadOnlyList<ETag>> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private MessageWrite(IReadOnlyList<TableTransactionAction> actions, int sizeBytes)
    {
        Actions = actions;
        SizeBytes = sizeBytes;
        foreach (var action in actions.Where(action => action.ActionType != TableTransactionActionType.Delete))
        {
            ((TableEntity)action.Entity)[IdProperty] = _id;
        }
    }

    public IReadOnlyList<TableTransactionAction> Actions { get; }

    public int SizeBytes { get; }

    /// <summary>The rows' new ETags, in the order of the actions; a deleted row has none.</summary>
    public Task<IReadOnlyList<ETag>> Done => _done.Task;

    public static MessageWrite Insert(IReadOnlyCollection<MessageRow> rows, params IEnumerable<TableTransactionAction> before) => new(
        [.. before, .. rows.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row.ToEntity()))], rows.Sum(SizeOf));

    public static MessageWrite Change(MessageRow row) =>
        new([new TableTransactionAction(TableTransactionActionType.UpdateMerge, row.ToChange(), row.ETag)], RowOverheadBytes);

    public static MessageWrite Replace(MessageRow row) =>
        new([new TableTransactionAction(TableTransactionActionType.UpdateReplace, row.ToEntity(), row.ETag)], SizeOf(row));

    public static MessageWrite Delete(MessageRow row) => new([Deletion(row)], RowOverheadBytes);

    public static MessageWrite Move(MessageRow from, MessageRow to) => new(
        [Deletion(from), new TableTransactionAction(TableTransactionActionType.Add, to.ToEntity())], RowOverheadBytes + SizeOf(to));

    public void Succeed(IReadOnlyList<ETag> etags) => _done.TrySetResult(etags);

    public void Fail(Exception fault) => _done.TrySetException(fault);

    /// <summary>Whether the write landed, by what its row looks like now: the row written, or gone where a row was only deleted.</summary>
    public bool Landed(TableEntity? witness) => IsDeletion ? witness is null : witness?.GetGuid(IdProperty) == _id;

    /// <summary>The row that tells whether the write landed.</summary>
    public ITableEntity Witness => Actions[^1].Entity;

    private bool IsDeletion => Actions[^1].ActionType == TableTransactionActionType.Delete;

    private static TableTransactionAction Deletion(MessageRow row) =>
        new(TableTransactionActionType.Delete, new TableEntity(row.Partition, row.RowKey), row.ETag);

    private static int SizeOf(MessageRow row) => RowOverheadBytes + row.Content.StoredBytes;
}
