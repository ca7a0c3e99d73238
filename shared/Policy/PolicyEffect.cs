using System.Text.Json.Serialization;

namespace WalletFunctions.Shared.Policy;

/// <summary>What a policy rule says.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PolicyEffect>))]
public enum PolicyEffect
{
    /// <summary>The wallet may take its part in the transaction.</summary>
    [JsonStringEnumMemberName("allow")]
    Allow,

    /// <summary>The transaction is refused.</summary>
    [JsonStringEnumMemberName("deny")]
    Deny,
}
