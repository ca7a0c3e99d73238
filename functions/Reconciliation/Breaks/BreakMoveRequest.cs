using System.Text.Json;
using WalletFunctions.Json;
using WalletFunctions.Shared.Reconciliation.Breaks;

namespace WalletFunctions.Reconciliation.Breaks;

/// <summary>What an operator does about a break.</summary>
/// <param name="State">Where it is to stand.</param>
/// <param name="Reason">Why, in the operator's words; no personal data.</param>
public sealed record BreakMoveRequest(BreakState State, string Reason)
{
    /// <summary>Characters of a reason, at most.</summary>
    internal const int MaxReasonCharacters = 500;

    /// <summary>Reads the request; null after a fault.</summary>
    internal static BreakMoveRequest? Read(JsonElement body, JsonFaults faults)
    {
        var fields = new JsonFields(body, faults);
        var state = fields.Parsed<BreakState>("state", WireName.TryParse, WireName.Rule<BreakState>());
        var reason = fields.Text("reason", FieldRules.FreeText(MaxReasonCharacters), FieldRules.FreeTextRule(MaxReasonCharacters));
        fields.RefuseOthers();
        return state is { } to && reason is not null ? new BreakMoveRequest(to, reason) : null;
    }
}
