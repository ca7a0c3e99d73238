using System.Globalization;
using Azure.Data.Tables;
using WalletFunctions.Json;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Risk;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Lifecycle;
using WalletFunctions.Shared.Transactions.Undo;
using WalletFunctions.Storage;

namespace WalletFunctions.Transactions;

/// <summary>How a transaction is laid out in its row. Bodies are kept as bytes, since a replay gives the same bytes.</summary>
internal static class TransactionRow
{
    /// <summary>What the keys of the list of open transactions start with.</summary>
    internal const string OpenPrefix = "open~";

    /// <summary>What the keys of the lists by status start with.</summary>
    private const string ListPrefix = "is~";

    private const string Order = "Order";
    private const string IdempotencyKey = "IdempotencyKey";
    private const string Fingerprint = "Fingerprint";
    private const string Request = "Request";
    private const string TraceId = "TraceId";
    private const string Status = "Status";
    private const string Condition = "Condition";
    private const string Refusal = "Refusal";
    private const string Verdict = "Verdict";
    private const string Findings = "Findings";
    private const string ReviewDeadline = "ReviewDeadline";
    private const string Changes = "Changes";
    private const string Change = "Change";
    private const string Bookings = "Bookings";
    private const string ReversedBy = "ReversedBy";
    private const string Refunds = "Refunds";
    private const string Acknowledged = "Acknowledgement";
    private const string UpdatedAt = "UpdatedAt";
    private const string AnswerStatus = "AnswerStatus";
    private const string Answer = "Answer";

    /// <summary>The transaction's own row.</summary>
    internal static TableEntity Of(Transaction transaction)
    {
        var order = transaction.Order;
        var row = new TableEntity(AppTables.PartitionKey(order.Partner, order.Id.Value), order.Id.Value)
        {
            [IdempotencyKey] = transaction.IdempotencyKey,
            [Fingerprint] = transaction.Fingerprint,
            [TraceId] = transaction.TraceId,
            [Status] = WireName.Of(transaction.Status),
            [Condition] = WireName.Of(transaction.Condition),
            [UpdatedAt] = transaction.UpdatedAt,
            [Changes] = transaction.Changes,
        };
        row.SetJson(Order, order);
        row.SetBytes(Request, transaction.Request);
        if (transaction.Refusal is { } refusal)
        {
            row.SetJson(Refusal, refusal);
        }

        if (transaction.Verdict is { } verdict)
        {
            row.SetJson(Verdict, verdict);
        }

        if (transaction.Findings is { } findings)
        {
            row.SetJson(Findings, findings);
        }

        if (transaction.ReviewDeadline is { } deadline)
        {
            row[ReviewDeadline] = deadline;
        }

        if (transaction.Bookings.Count > 0)
        {
            row.SetJson(Bookings, transaction.Bookings);
        }

        if (transaction.ReversedBy is { } reversedBy)
        {
            row[ReversedBy] = reversedBy.Value;
        }

        if (transaction.Refunds.Count > 0)
        {
            row.SetJson(Refunds, transaction.Refunds);
        }

        if (transaction.Acknowledgement is { } acknowledgement)
        {
            row.SetJson(Acknowledged, acknowledgement);
        }

        if (transaction.Answer is { } answer)
        {
            row[AnswerStatus] = answer.StatusCode;
            row.SetBytes(Answer, answer.Body);
        }

        return row;
    }

    /// <summary>The row that lists a transaction as open, in the same table partition.</summary>
    internal static TableEntity OpenOf(TransactionOrder order) => ClaimTable.OpenOf(order.Partner, OpenPrefix, order.Id, order.CreatedAt);

    /// <summary>What the keys of the list of transactions that came to a status start with.</summary>
    internal static string ListOf(TransactionStatus status) => $"{ListPrefix}{WireName.Of(status)}~";

    /// <summary>The row that lists a transaction by the status that it came to, in the same table partition. It stays, also if the status changes again: who reads the list looks.</summary>
    internal static TableEntity ListedOf(TransactionOrder order, TransactionStatus status) =>
        new(AppTables.PartitionKey(order.Partner, order.Id.Value), ListOf(status) + order.Id.Value);

    /// <summary>The row of one line of a transaction's list of events, in the same table partition.</summary>
    internal static TableEntity ChangeOf(TransactionOrder order, StatusChange change)
    {
        var row = new TableEntity(
            AppTables.PartitionKey(order.Partner, order.Id.Value),
            string.Create(CultureInfo.InvariantCulture, $"{FirstChangeKey(order.Id)}{change.Number:0000}"));
        row.SetJson(Change, change);
        return row;
    }

    /// <summary>What the keys of a transaction's list of events start with.</summary>
    internal static string FirstChangeKey(TransactionId transaction) => $"event~{transaction.Value}~";

    /// <summary>The first key after a transaction's list of events.</summary>
    internal static string EndOfChanges(TransactionId transaction) => $"event~{transaction.Value}\u007f";

    /// <summary>A line of a transaction's list of events.</summary>
    internal static StatusChange ReadChange(TableEntity row) => row.GetJson<StatusChange>(Change) ?? throw row.Damaged(Change);

    /// <summary>The transaction of a row.</summary>
    internal static Transaction Read(TableEntity row) => new()
    {
        Order = row.GetJson<TransactionOrder>(Order) ?? throw row.Damaged(Order),
        IdempotencyKey = row.GetString(IdempotencyKey),
        Fingerprint = row.GetString(Fingerprint),
        Request = row.GetBytes(Request) ?? throw row.Damaged(Request),
        TraceId = row.GetString(TraceId),
        Status = row.GetName<TransactionStatus>(Status),
        Condition = row.GetName<TransactionCondition>(Condition),
        Refusal = row.GetJson<Refusal>(Refusal),
        Verdict = row.GetJson<RiskVerdict>(Verdict),
        Findings = row.GetJson<RiskVerdict>(Findings),
        ReviewDeadline = row.GetDateTimeOffset(ReviewDeadline),
        Changes = row.GetInt32(Changes) ?? throw row.Damaged(Changes),
        Bookings = row.GetJson<IReadOnlyList<Booking>>(Bookings) ?? [],
        ReversedBy = row.GetString(ReversedBy) is { } by ? TransactionId.Parse(by) : null,
        Refunds = row.GetJson<IReadOnlyList<Refund>>(Refunds) ?? [],
        Acknowledgement = row.GetJson<Acknowledgement>(Acknowledged),
        UpdatedAt = row.GetDateTimeOffset(UpdatedAt) ?? throw row.Damaged(UpdatedAt),
        Answer = row.GetInt32(AnswerStatus) is { } statusCode ? new StoredAnswer(statusCode, row.GetBytes(Answer) ?? throw row.Damaged(Answer)) : null,
    };
}
