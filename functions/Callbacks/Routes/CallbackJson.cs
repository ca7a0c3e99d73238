using System.Text.Json;
using WalletFunctions.Json;
using WalletFunctions.Shared.Callbacks;

namespace WalletFunctions.Callbacks.Routes;

/// <summary>Callbacks as partners and operators see them.</summary>
internal static class CallbackJson
{
    /// <summary>A page of callbacks.</summary>
    internal static ReadOnlyMemory<byte> Of(CallbackPage page) => JsonText.Object(json =>
    {
        json.WriteStartArray("items");
        foreach (var callback in page.Items)
        {
            json.WriteStartObject();
            Write(json, callback);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("nextCursor", page.Next?.ToString());
    });

    /// <summary>One callback, with what was sent and every attempt to send it.</summary>
    internal static ReadOnlyMemory<byte> Of(Callback callback, IReadOnlyList<CallbackAttempt> attempts) => JsonText.Object(json =>
    {
        Write(json, callback);
        json.WriteString("contentType", callback.ContentType);
        json.WriteString("body", callback.Body);
        json.WriteStartArray("attempts");
        foreach (var attempt in attempts)
        {
            json.WriteStartObject();
            json.WriteNumber("number", attempt.Number);
            json.WriteNumber("run", attempt.Run);
            json.WriteString("startedAt", JsonText.Time(attempt.StartedAt));
            WriteTime(json, "endedAt", attempt.EndedAt);
            json.WriteOptional("outcome", attempt.Outcome);
            WriteNumber(json, "statusCode", attempt.StatusCode);
            WriteNumber(json, "retryAfterSeconds", attempt.RetryAfterSeconds);
            WriteNumber(json, "answerBodyBytes", attempt.AnswerBodyBytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    /// <summary>One callback in its new run.</summary>
    internal static ReadOnlyMemory<byte> Of(Callback callback) => JsonText.Object(json => Write(json, callback));

    private static void Write(Utf8JsonWriter json, Callback callback)
    {
        json.WriteString("callbackId", callback.Id.Value);
        json.WriteString("endpointId", callback.EndpointId);
        json.WriteString("eventId", callback.EventId);
        json.WriteString("eventType", callback.EventType);
        json.WriteOptional("walletId", callback.WalletId?.Value);
        json.WriteString("state", callback.State.Name());
        json.WriteNumber("run", callback.Run);
        json.WriteNumber("attemptCount", callback.Attempts);
        json.WriteOptional("lastFailure", callback.LastFailure);
        json.WriteString("createdAt", JsonText.Time(callback.CreatedAt));
        if (!callback.State.IsFinal())
        {
            json.WriteString("dueAt", JsonText.Time(callback.DueAt));
        }

        WriteTime(json, "finishedAt", callback.FinishedAt);
        json.WriteOptional("replayId", callback.ReplayId);
    }

    private static void WriteTime(Utf8JsonWriter json, string name, DateTimeOffset? time)
    {
        if (time is { } known)
        {
            json.WriteString(name, JsonText.Time(known));
        }
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } known)
        {
            json.WriteNumber(name, known);
        }
    }
}
