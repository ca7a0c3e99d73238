using System.Text.Json;
using WalletFunctions.Json;
using WalletFunctions.Shared.Reconciliation.Breaks.Clearing;

namespace WalletFunctions.Reconciliation.Clearing;

/// <summary>What an operator proposes to do about a late settlement in suspense.</summary>
/// <param name="Kind">What becomes of the money.</param>
/// <param name="Reason">Why, in the operator's words; no personal data.</param>
public sealed record ClearingProposal(ClearingKind Kind, string Reason)
{
    /// <summary>Characters of a reason, at most.</summary>
    internal const int MaxReasonCharacters = 500;

    /// <summary>Reads the request; null after a fault.</summary>
    internal static ClearingProposal? Read(JsonElement body, JsonFaults faults)
    {
        var fields = new JsonFields(body, faults);
        var kind = fields.Parsed<ClearingKind>("kind", WireName.TryParse, WireName.Rule<ClearingKind>());
        var reason = fields.Text("reason", FieldRules.FreeText(MaxReasonCharacters), FieldRules.FreeTextRule(MaxReasonCharacters));
        fields.RefuseOthers();
        return kind is { } known && reason is not null ? new ClearingProposal(known, reason) : null;
    }
}

/// <summary>What a second operator approves: it says what, so that nobody approves what was changed in the meantime.</summary>
/// <param name="Kind">What becomes of the money.</param>
public sealed record ClearingApproval(ClearingKind Kind)
{
    /// <summary>Reads the request; null after a fault.</summary>
    internal static ClearingApproval? Read(JsonElement body, JsonFaults faults)
    {
        var fields = new JsonFields(body, faults);
        var kind = fields.Parsed<ClearingKind>("kind", WireName.TryParse, WireName.Rule<ClearingKind>());
        fields.RefuseOthers();
        return kind is { } known ? new ClearingApproval(known) : null;
    }
}
