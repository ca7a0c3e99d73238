using System.Text.Json.Serialization;

namespace WalletFunctions.Shared.Reconciliation.Breaks.Clearing;

/// <summary>What becomes of money that the bank settled after it was given up here, and that lies in suspense since.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ClearingKind>))]
public enum ClearingKind
{
    /// <summary>The bank has taken its settlement back: no wallet is concerned.</summary>
    [JsonStringEnumMemberName("taken-back")]
    TakenBack = 1,

    /// <summary>The settlement stands: the partner is asked, as by an event of the bank, and the wallet moves by its own request.</summary>
    [JsonStringEnumMemberName("partner-asked")]
    PartnerAsked = 2,
}
