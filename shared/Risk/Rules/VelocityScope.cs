using System.Text.Json.Serialization;

namespace WalletFunctions.Shared.Risk.Rules;

/// <summary>Whose movements a velocity rule counts.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VelocityScope>))]
public enum VelocityScope
{
    /// <summary>The one wallet's.</summary>
    [JsonStringEnumMemberName("wallet")]
    Wallet = 0,

    /// <summary>All wallets' of the customer; a wallet without a customer is not counted.</summary>
    [JsonStringEnumMemberName("customer")]
    Customer = 1,
}
