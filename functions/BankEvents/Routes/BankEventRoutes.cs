using System.Text.Json;
using WalletFunctions.Json;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.BankEvents.Routes;

/// <summary>What the routes of events read from their requests.</summary>
internal static class BankEventRoutes
{
    private const int MaxReasonCharacters = 140;

    /// <summary>The key of the event in a path; a fault if it can be none.</summary>
    internal static BankEventKey ReadKey(PartnerId partner, string eventId, JsonFaults faults)
    {
        if (!FieldRules.IsExternalId(eventId))
        {
            faults.Add("eventId", FieldRules.ExternalIdRule);
            return default;
        }

        return BankEventKey.Derive(partner, eventId);
    }

    /// <summary>The reason in a body <c>{"reason": "…"}</c>; null after a fault.</summary>
    internal static string? ReadReason(JsonElement body, JsonFaults faults)
    {
        var fields = new JsonFields(body, faults);
        var reason = fields.Text("reason", FieldRules.FreeText(MaxReasonCharacters), FieldRules.FreeTextRule(MaxReasonCharacters));
        fields.RefuseOthers();
        return reason;
    }
}
