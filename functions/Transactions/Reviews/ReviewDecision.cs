using System.Text.Json;
using WalletFunctions.Json;

namespace WalletFunctions.Transactions.Reviews;

/// <summary>An operator's decision about a transaction in review.</summary>
/// <param name="Verdict">What is to become of it.</param>
/// <param name="Reason">Why, in the operator's words; no personal data.</param>
public sealed record ReviewDecision(ReviewVerdict Verdict, string Reason)
{
    /// <summary>Characters of a reason, at most.</summary>
    internal const int MaxReasonCharacters = 500;

    /// <summary>Reads the request; null after a fault.</summary>
    internal static ReviewDecision? Read(JsonElement body, JsonFaults faults)
    {
        var fields = new JsonFields(body, faults);
        var verdict = fields.Parsed<ReviewVerdict>("decision", WireName.TryParse, WireName.Rule<ReviewVerdict>());
        var reason = fields.Text("reason", FieldRules.FreeText(MaxReasonCharacters), FieldRules.FreeTextRule(MaxReasonCharacters));
        fields.RefuseOthers();
        return verdict is { } known && reason is not null ? new ReviewDecision(known, reason) : null;
    }
}
