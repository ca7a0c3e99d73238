using Azure.Data.Tables;
using WalletFunctions.Json;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Sessions;
using WalletFunctions.Storage;

namespace WalletFunctions.Transactions.Sessions;

/// <summary>How a session is laid out in its row.</summary>
internal static class SessionRow
{
    /// <summary>What the keys of the list of open sessions start with.</summary>
    internal const string OpenPrefix = "session-open~";

    private const string Prefix = "session~";
    private const string Order = "Order";
    private const string Fingerprint = "Fingerprint";
    private const string Request = "Request";
    private const string TraceId = "TraceId";
    private const string Status = "SessionStatus";
    private const string Condition = "SessionCondition";
    private const string Refusal = "Refusal";
    private const string Attempts = "ReversalAttempts";
    private const string UpdatedAt = "UpdatedAt";
    private const string AnswerStatus = "AnswerStatus";
    private const string Answer = "Answer";

    /// <summary>The key of a session's row.</summary>
    internal static string KeyOf(TransactionId session) => Prefix + session.Value;

    /// <summary>The session's own row.</summary>
    internal static TableEntity Of(Session session)
    {
        var order = session.Order;
        var row = new TableEntity(AppTables.PartitionKey(order.Partner, order.Id.Value), KeyOf(order.Id))
        {
            [Fingerprint] = session.Fingerprint,
            [TraceId] = session.TraceId,
            [Status] = WireName.Of(session.Status),
            [Condition] = WireName.Of(session.Condition),
            [Attempts] = session.ReversalAttempts,
            [UpdatedAt] = session.UpdatedAt,
        };
        row.SetJson(Order, order);
        row.SetBytes(Request, session.Request);
        if (session.Refusal is { } refusal)
        {
            row.SetJson(Refusal, refusal);
        }

        if (session.Answer is { } answer)
        {
            row[AnswerStatus] = answer.StatusCode;
            row.SetBytes(Answer, answer.Body);
        }

        return row;
    }

    /// <summary>The row that lists a session as open, in the same table partition.</summary>
    internal static TableEntity OpenOf(SessionOrder order) => ClaimTable.OpenOf(order.Partner, OpenPrefix, order.Id, order.CreatedAt);

    /// <summary>The session of a row.</summary>
    internal static Session Read(TableEntity row) => new()
    {
        Order = row.GetJson<SessionOrder>(Order) ?? throw row.Damaged(Order),
        Fingerprint = row.GetString(Fingerprint),
        Request = row.GetBytes(Request) ?? default,
        TraceId = row.GetString(TraceId),
        Status = row.GetName<TransactionStatus>(Status),
        Condition = row.GetName<TransactionCondition>(Condition),
        Refusal = row.GetJson<Refusal>(Refusal),
        ReversalAttempts = row.GetInt32(Attempts) ?? throw row.Damaged(Attempts),
        UpdatedAt = row.GetDateTimeOffset(UpdatedAt) ?? throw row.Damaged(UpdatedAt),
        Answer = row.GetInt32(AnswerStatus) is { } statusCode ? new StoredAnswer(statusCode, row.GetBytes(Answer) ?? throw row.Damaged(Answer)) : null,
    };
}
