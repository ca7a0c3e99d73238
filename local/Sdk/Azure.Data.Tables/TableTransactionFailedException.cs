using System.Globalization;

namespace Azure.Data.Tables;

/// <summary>
/// A transaction that the service refused because of one of its actions; nothing of it was written
/// (official: <c>Azure.Data.Tables.TableTransactionFailedException</c>).
/// </summary>
public class TableTransactionFailedException : RequestFailedException
{
    internal const string FailedIndexKey = "FailedEntity";

    /// <summary>Takes status, message and error code from <paramref name="requestFailedException"/>, and the index from its data.</summary>
    public TableTransactionFailedException(RequestFailedException requestFailedException)
        : base(
            (requestFailedException ?? throw new ArgumentNullException(nameof(requestFailedException))).Status,
            requestFailedException.Message,
            requestFailedException.ErrorCode,
            requestFailedException.InnerException)
    {
        foreach (var key in requestFailedException.Data.Keys)
        {
            Data[key] = requestFailedException.Data[key];
        }

        if (Data[FailedIndexKey] is string text && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            FailedTransactionActionIndex = index;
        }
    }

    /// <summary>The position (from 0) of the action that failed, or null if the service did not say.</summary>
    public int? FailedTransactionActionIndex { get; }
}
