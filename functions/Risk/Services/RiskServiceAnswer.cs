using System.Text.Json;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Risk;

namespace WalletFunctions.Risk.Services;

/// <summary>
/// A service's answer as JSON, read strictly: every field, nothing else, within bounds, and about the transaction that was asked about. Anything that
/// departs from this is unreadable, which is never an approval.
/// </summary>
internal static class RiskServiceAnswer
{
    /// <summary>The most reasons of an answer.</summary>
    public const int MaxReasons = 32;

    /// <summary>The most characters of a reason's code.</summary>
    public const int MaxCodeLength = 64;

    /// <summary>The most characters of a reason's detail.</summary>
    public const int MaxDetailLength = 500;

    /// <summary>How questions are written and answers are read.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerOptions.Strict) { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>The assessment in an answer, or that it is unreadable and why.</summary>
    public static RiskAnswer Read(ReadOnlySpan<byte> body, TransactionId asked)
    {
        Wire? wire;
        try
        {
            wire = JsonSerializer.Deserialize<Wire>(body, Json);
        }
        catch (JsonException malformed)
        {
            return Unreadable($"not the JSON that was agreed: at {malformed.Path ?? "the beginning"}");
        }

        return wire switch
        {
            null => Unreadable("null"),
            _ when wire.TransactionId != asked => Unreadable("an answer about another transaction"),
            _ when wire.Score is < RiskAssessment.LowestScore or > RiskAssessment.HighestScore => Unreadable($"score {wire.Score}"),
            _ when wire.Reasons.Count > MaxReasons => Unreadable($"{wire.Reasons.Count} reasons"),
            _ when wire.Reasons.Any(reason => reason is not { Code.Length: > 0 and <= MaxCodeLength, Detail.Length: <= MaxDetailLength }) =>
                Unreadable("a reason out of bounds"),
            _ => Assessed(wire),
        };
    }

    /// <summary>An answer that says nothing.</summary>
    public static RiskAnswer Unreadable(string what) => new RiskAnswer.NoAnswer(new RiskReason(NoAnswerCodes.Unreadable, what));

    private static RiskAnswer Assessed(Wire wire)
    {
        var decision = wire.Decision switch
        {
            "approve" => RiskDecision.Approve,
            "review" => RiskDecision.Review,
            "decline" => RiskDecision.Decline,
            _ => RiskDecision.Undecided,
        };
        return decision == RiskDecision.Undecided
            ? Unreadable("a decision that is none of approve, review, decline")
            : new RiskAnswer.Assessed(new RiskAssessment
            {
                Decision = decision,
                Score = wire.Score,
                Reasons = [.. wire.Reasons.Select(reason => new RiskReason(reason.Code, reason.Detail))],
            });
    }

    private sealed record Wire
    {
        public required TransactionId TransactionId { get; init; }

        public required string Decision { get; init; }

        public required int Score { get; init; }

        public required IReadOnlyList<WireReason> Reasons { get; init; }
    }

    private sealed record WireReason
    {
        public required string Code { get; init; }

        public required string Detail { get; init; }
    }
}
