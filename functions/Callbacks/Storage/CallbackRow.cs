using System.Text;
using Azure.Data.Tables;
using WalletFunctions.Shared.Callbacks;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Callbacks.Storage;

/// <summary>A callback as a row, and back.</summary>
internal static class CallbackRow
{
    public const string SuccessorId = "SuccessorId";
    private const string Body = "Body";

    /// <summary>The row of the callback itself, body included.</summary>
    public static TableEntity Of(Callback callback)
    {
        var row = Of(callback, CallbackKeys.Callback(callback.Id));
        row[Body] = Encoding.UTF8.GetBytes(callback.Body);
        return row;
    }

    /// <summary>The row in the list of its state: the same without the body, so that a list needs no second read.</summary>
    public static TableEntity OfState(Callback callback) => Of(callback, CallbackKeys.State(callback));

    /// <summary>The callback in <paramref name="row"/>; the body is empty when the row has none.</summary>
    public static Callback Read(TableEntity row) => new()
    {
        Id = CallbackId.Parse(row.GetString("Id")),
        Partner = PartnerId.Parse(row.GetString("Partner")),
        EndpointId = row.GetString("EndpointId"),
        EventId = row.GetString("EventId"),
        EventType = row.GetString("EventType"),
        WalletId = row.GetString("WalletId") is { } wallet ? WalletId.Parse(wallet) : null,
        ContentType = row.GetString("ContentType"),
        Body = row.GetBinary(Body) is { } body ? Encoding.UTF8.GetString(body) : "",
        CreatedAt = Time(row, "CreatedAt"),
        State = CallbackStates.Find(row.GetString("State")) ?? throw new InvalidDataException("A callback row without a known state."),
        Run = Number(row, "Run"),
        FailedInRun = Number(row, "FailedInRun"),
        InterruptedInRun = Number(row, "InterruptedInRun"),
        Attempts = Number(row, "Attempts"),
        IsAttemptOpen = row.GetBoolean("IsAttemptOpen") ?? false,
        DueAt = Time(row, "DueAt"),
        FinishedAt = row.GetDateTimeOffset("FinishedAt"),
        LastFailure = row.GetString("LastFailure"),
        PredecessorId = Link(row, "PredecessorId"),
        SuccessorId = Link(row, SuccessorId),
        ReplayId = row.GetString("ReplayId"),
    };

    private static TableEntity Of(Callback callback, string rowKey)
    {
        var row = new TableEntity(CallbackKeys.Partition(callback.Partner, callback.Id), rowKey)
        {
            ["Id"] = callback.Id.Value,
            ["Partner"] = callback.Partner.Value,
            ["EndpointId"] = callback.EndpointId,
            ["EventId"] = callback.EventId,
            ["EventType"] = callback.EventType,
            ["ContentType"] = callback.ContentType,
            ["CreatedAt"] = callback.CreatedAt,
            ["State"] = callback.State.Name(),
            ["Run"] = callback.Run,
            ["FailedInRun"] = callback.FailedInRun,
            ["InterruptedInRun"] = callback.InterruptedInRun,
            ["Attempts"] = callback.Attempts,
            ["IsAttemptOpen"] = callback.IsAttemptOpen,
            ["DueAt"] = callback.DueAt,
        };
        // Rows are replaced whole, so what is absent here is absent there.
        Set(row, "WalletId", callback.WalletId?.Value);
        Set(row, "FinishedAt", callback.FinishedAt);
        Set(row, "LastFailure", callback.LastFailure);
        Set(row, "PredecessorId", callback.PredecessorId?.Value);
        Set(row, SuccessorId, callback.SuccessorId?.Value);
        Set(row, "ReplayId", callback.ReplayId);
        return row;
    }

    private static void Set(TableEntity row, string name, object? value)
    {
        if (value is not null)
        {
            row[name] = value;
        }
    }

    private static CallbackId? Link(TableEntity row, string name) => row.GetString(name) is { } id ? CallbackId.Parse(id) : null;

    private static int Number(TableEntity row, string name) =>
        row.GetInt32(name) ?? throw new InvalidDataException($"A callback row without {name}.");

    private static DateTimeOffset Time(TableEntity row, string name) =>
        row.GetDateTimeOffset(name) ?? throw new InvalidDataException($"A callback row without {name}.");
}
