using System.Text.Json;
using WalletFunctions.Json;
using WalletFunctions.Shared.Ledger;

namespace WalletFunctions.Wallets.Status;

/// <summary>The body of a change of status.</summary>
/// <param name="Status">The partner's new status.</param>
/// <param name="Reason">Why.</param>
public sealed record StatusRequest(WalletStatus Status, string Reason)
{
    private const int MaxReasonCharacters = 140;

    /// <summary>The request; null (and faults) if it does not fit the contract.</summary>
    internal static StatusRequest? Read(JsonElement body, JsonFaults faults)
    {
        var fields = new JsonFields(body, faults);
        var status = fields.Parsed<WalletStatus>("status", WalletStatusNames.TryParseForPartner, WalletStatusNames.PartnerRule);
        var reason = fields.Text("reason", FieldRules.FreeText(MaxReasonCharacters), FieldRules.FreeTextRule(MaxReasonCharacters));
        fields.RefuseOthers();
        return faults.IsEmpty ? new StatusRequest(status!.Value, reason!) : null;
    }
}
