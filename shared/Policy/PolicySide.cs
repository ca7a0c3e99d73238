using System.Text.Json.Serialization;

namespace WalletFunctions.Shared.Policy;

/// <summary>Which part a wallet takes in a transaction.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PolicySide>))]
public enum PolicySide
{
    /// <summary>It is debited.</summary>
    [JsonStringEnumMemberName("source")]
    Source,

    /// <summary>It is credited.</summary>
    [JsonStringEnumMemberName("destination")]
    Destination,
}
