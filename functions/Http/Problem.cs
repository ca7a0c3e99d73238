using WalletFunctions.Json;
using WalletFunctions.Shared.Reasons;

namespace WalletFunctions.Http;

/// <summary>An RFC 9457 problem. Every field is always present, so that a client needs to know one shape only.</summary>
internal sealed record Problem
{
    private const string TypePrefix = "urn:wallet-functions:problem:";

    /// <summary>The HTTP status.</summary>
    internal required int Status { get; init; }

    /// <summary>Which problem it is: the last part of its type.</summary>
    internal required string Code { get; init; }

    /// <summary>The problem in a sentence that is the same for every occurrence.</summary>
    internal required string Title { get; init; }

    /// <summary>Why.</summary>
    internal required Refusal Refusal { get; init; }

    /// <summary>What the problem is about: a path of ours.</summary>
    internal required string Instance { get; init; }

    /// <summary>The request's trace.</summary>
    internal required string TraceId { get; init; }

    /// <summary>The transaction that ended so; null where none did.</summary>
    internal string? TransactionId { get; init; }

    /// <summary>Whether the fintech must reverse its provisional booking; only ever true in a stored answer.</summary>
    internal bool ReversesProvisional { get; init; }

    /// <summary>A request that was turned away: nothing was stored for it.</summary>
    internal static Problem For(Refusal refusal, string instance, string traceId)
    {
        var reason = refusal.Reason();
        return new Problem
        {
            Status = ProblemStatus.Of(reason),
            Code = reason.Code,
            Title = reason.Meaning,
            Refusal = refusal,
            Instance = instance,
            TraceId = traceId,
        };
    }

    /// <summary>The problem's bytes.</summary>
    internal ReadOnlyMemory<byte> ToBytes()
    {
        var reason = Refusal.Reason();
        return JsonText.Object(json =>
        {
            json.WriteString("type", TypePrefix + Code);
            json.WriteString("title", Title);
            json.WriteNumber("status", Status);
            json.WriteString("detail", Refusal.Detail);
            json.WriteString("instance", Instance);
            json.WriteString("code", Code);
            json.WriteString("category", WireName.Of(reason.Category));
            json.WriteString("reasonCode", reason.Code);
            json.WriteString("isoReason", reason.IsoReason);
            json.WriteBoolean("retryable", reason.IsRetryable);
            json.WriteBoolean("reverseProvisional", ReversesProvisional);
            json.WriteString("transactionId", TransactionId);
            json.WriteOptional("reversedBy", Refusal.ReversedBy?.Value);
            json.WriteString("traceId", TraceId);
            json.WriteStartArray("errors");
            foreach (var fault in Refusal.Faults)
            {
                json.WriteStartObject();
                json.WriteString("field", fault.Field);
                json.WriteString("message", fault.Message);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    /// <summary>The problem as an answer.</summary>
    internal HttpAnswer ToAnswer() => new() { StatusCode = Status, Body = ToBytes(), ContentType = HttpAnswer.ProblemJson };
}
