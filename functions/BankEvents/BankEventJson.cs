using System.Text.Json;
using WalletFunctions.Json;
using WalletFunctions.Shared.BankEvents;

namespace WalletFunctions.BankEvents;

/// <summary>An event of the bank as the partner and the operators see it.</summary>
internal static class BankEventJson
{
    /// <summary>The event's document.</summary>
    internal static ReadOnlyMemory<byte> Of(BankEvent bankEvent) => JsonText.Object(json => Write(json, bankEvent));

    /// <summary>A page of events.</summary>
    internal static ReadOnlyMemory<byte> Of(BankEventPage page) => JsonText.Object(json =>
    {
        json.WriteStartArray("items");
        foreach (var item in page.Items)
        {
            json.WriteStartObject();
            Write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("nextCursor", page.Next?.Value);
    });

    /// <summary>A fact about the event as a CloudEvent 1.0, structured mode.</summary>
    internal static ReadOnlyMemory<byte> ToCloudEvent(BankEvent bankEvent, string id, string type) => JsonText.Object(json =>
    {
        json.WriteString("specversion", "1.0");
        json.WriteString("id", id);
        json.WriteString("source", "urn:wallet-functions");
        json.WriteString("type", type);
        json.WriteString("subject", bankEvent.Wallet?.Value ?? bankEvent.Key.Value);
        json.WriteString("time", JsonText.Time(bankEvent.OccurredAt));
        json.WriteString("partnerid", bankEvent.Partner.Value);
        json.WriteString("datacontenttype", "application/json");
        json.WriteStartObject("data");
        Write(json, bankEvent);
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, BankEvent bankEvent)
    {
        json.WriteString("eventId", bankEvent.EventId);
        json.WriteString("type", WireName.Of(bankEvent.Type));
        json.WriteString("state", WireName.Of(bankEvent.State));
        json.WriteOptional("walletId", bankEvent.Wallet?.Value);
        json.WriteOptional("customerId", bankEvent.Customer?.Value);
        if (bankEvent.Amount is { } amount)
        {
            json.WriteMoney("amount", amount);
        }

        json.WriteOptional("reference", bankEvent.Reference);
        json.WriteOptional("instructionReference", bankEvent.InstructionReference);
        json.WriteOptional("originalEventId", bankEvent.OriginalEventId);
        json.WriteOptional("reasonCode", bankEvent.ReasonCode);
        if (bankEvent.Version is { } version)
        {
            json.WriteNumber("version", version);
        }

        if (BankEventRule.Of(bankEvent.Type).Answer is { } answer && bankEvent.Course() == BankEventCourse.Delegated)
        {
            json.WriteString("answerWith", WireName.Of(answer));
        }

        json.WriteOptional("deadline", Time(bankEvent.DeadlineAt));
        json.WriteOptional("transactionId", bankEvent.State is BankEventState.Claimed or BankEventState.Fulfilled ? bankEvent.Transaction?.Value : null);
        json.WriteOptional("effect", bankEvent.Effect is { } effect ? WireName.Of(effect) : null);
        json.WriteOptional("suspendedAt", Time(bankEvent.SuspendedAt));
        WriteDecline(json, bankEvent.Decline);
        WriteReturn(json, bankEvent.Return);
        json.WriteString("occurredAt", JsonText.Time(bankEvent.OccurredAt));
        json.WriteString("receivedAt", JsonText.Time(bankEvent.ReceivedAt));
    }

    private static void WriteDecline(Utf8JsonWriter json, BankEventDecline? decline)
    {
        if (decline is not null)
        {
            json.WriteStartObject("declined");
            json.WriteString("at", JsonText.Time(decline.At));
            json.WriteString("reason", decline.Reason);
            json.WriteEndObject();
        }
    }

    // Who at the bank decided is the bank's own matter; the audit of operators has it.
    private static void WriteReturn(Utf8JsonWriter json, BankEventReturn? returning)
    {
        if (returning is not null)
        {
            json.WriteStartObject("return");
            json.WriteString("proposedAt", JsonText.Time(returning.ProposedAt));
            json.WriteOptional("approvedAt", Time(returning.ApprovedAt));
            json.WriteOptional("rejectedCode", returning.RejectedCode);
            json.WriteEndObject();
        }
    }

    private static string? Time(DateTimeOffset? time) => time is { } known ? JsonText.Time(known) : null;
}
