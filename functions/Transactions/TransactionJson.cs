using WalletFunctions.Shared.Transactions.Undo;
using System.Text.Json;
using WalletFunctions.Json;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Listing;

namespace WalletFunctions.Transactions;

/// <summary>A transaction as the partner sees it.</summary>
internal static class TransactionJson
{
    /// <summary>The transaction's document.</summary>
    internal static ReadOnlyMemory<byte> Of(Transaction transaction) => JsonText.Object(json => Write(json, transaction));

    /// <summary>A page's document.</summary>
    internal static ReadOnlyMemory<byte> Of(TransactionPage page) => JsonText.Object(json =>
    {
        json.WriteStartArray("items");
        foreach (var transaction in page.Items)
        {
            json.WriteStartObject();
            Write(json, transaction);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("nextCursor", page.Next?.ToString());
    });

    /// <summary>The fields of the transaction's document.</summary>
    internal static void Write(Utf8JsonWriter json, Transaction transaction)
    {
        var order = transaction.Order;

        // Whoever asks what became of a key is told, also where the contract has become stricter since: without what only the request says.
        var request = ClaimedRequests.Find(transaction);
        json.WriteString("transactionId", order.Id.Value);
        if (transaction.IdempotencyKey.Length > 0)
        {
            json.WriteString("idempotencyKey", transaction.IdempotencyKey);
        }

        json.WriteOptional("sessionId", order.SessionName?.Value);
        json.WriteString("type", WireName.Of(order.Type));
        json.WriteString("status", WireName.Of(transaction.Status));
        json.WriteString("condition", WireName.Of(transaction.Condition));
        json.WriteBoolean("reverseProvisional", transaction.Status.ReversesProvisional());
        if (order.Type != TransactionType.Cancellation)
        {
            json.WriteMoney("amount", order.Amount);
        }

        if (order.Fee is { } fee)
        {
            json.WriteMoney("fee", fee);
        }

        WriteUndo(json, transaction);
        json.WriteOptional("sourceWalletId", order.Source?.Value);
        json.WriteOptional("destinationWalletId", order.Destination?.Value);
        json.WriteOptional("reference", order.Reference);
        json.WriteOptional("bankEventId", request?.BankEventId);
        WriteMetadata(json, request?.Metadata);
        WriteReason(json, transaction.Status.IsFinal() ? transaction.Refusal : null);
        WriteAcknowledgement(json, transaction.Acknowledgement);
        WriteBookings(json, transaction.Bookings);
        WriteWatermarks(json, transaction);
        json.WriteString("createdAt", JsonText.Time(order.CreatedAt));
        json.WriteString("updatedAt", JsonText.Time(transaction.UpdatedAt));
    }

    private static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string>? metadata)
    {
        if (metadata is not { Count: > 0 })
        {
            return;
        }

        json.WriteStartObject("metadata");
        foreach (var (name, text) in metadata)
        {
            json.WriteString(name, text);
        }

        json.WriteEndObject();
    }

    private static void WriteUndo(Utf8JsonWriter json, Transaction transaction)
    {
        json.WriteOptional("originalTransactionId", transaction.Order.Original?.Value);
        json.WriteOptional("reversedBy", transaction.ReversedBy?.Value);
        if (transaction.Refunds.Count == 0)
        {
            return;
        }

        json.WriteMoney("refunded", transaction.Refunded());
        json.WriteStartArray("refunds");
        foreach (var refund in transaction.Refunds)
        {
            json.WriteStartObject();
            json.WriteString("transactionId", refund.Transaction.Value);
            json.WriteMoney("amount", refund.Amount);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteAcknowledgement(Utf8JsonWriter json, Acknowledgement? acknowledgement)
    {
        if (acknowledgement is null)
        {
            return;
        }

        json.WriteStartObject("acknowledgement");
        json.WriteString("outcome", WireName.Of(acknowledgement.Outcome));
        json.WriteString("at", JsonText.Time(acknowledgement.At));
        json.WriteEndObject();
    }

    /// <summary>Why something ended as it did, where that is known.</summary>
    internal static void WriteReason(Utf8JsonWriter json, Refusal? refusal)
    {
        if (refusal is null)
        {
            return;
        }

        var reason = refusal.Reason();
        json.WriteStartObject("reason");
        json.WriteString("reasonCode", reason.Code);
        json.WriteString("category", WireName.Of(reason.Category));
        json.WriteString("isoReason", reason.IsoReason);
        json.WriteString("detail", refusal.Detail);
        json.WriteEndObject();
    }

    private static void WriteBookings(Utf8JsonWriter json, IReadOnlyList<Booking> bookings)
    {
        json.WriteStartArray("postings");
        foreach (var booking in bookings)
        {
            json.WriteStartObject();
            json.WriteString("postingId", booking.Posting.Value);
            json.WriteString("bookingDate", JsonText.Date(booking.BookingDate));
            json.WriteStartArray("entries");
            foreach (var entry in booking.Entries)
            {
                json.WriteStartObject();
                json.WriteString("walletId", entry.Wallet.Value);
                json.WriteNumber("sequence", entry.Sequence);
                json.WriteString("direction", entry.Direction == EntryDirection.Debit ? "debit" : "credit");
                json.WriteMoney("amount", entry.Amount);
                json.WriteMoney("balanceAfter", entry.BalanceAfter);
                json.WriteString("time", JsonText.Time(entry.Time));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteWatermarks(Utf8JsonWriter json, Transaction transaction)
    {
        json.WriteStartArray("watermarks");
        foreach (var mark in transaction.Watermarks())
        {
            json.WriteStartObject();
            json.WriteString("walletId", mark.Wallet.Value);
            json.WriteNumber("sequence", mark.Sequence);
            json.WriteMoney("balance", mark.Balance);
            json.WriteString("mirrorHash", mark.MirrorHash);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
