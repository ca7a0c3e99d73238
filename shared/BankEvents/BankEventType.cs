using System.Text.Json.Serialization;

namespace WalletFunctions.Shared.BankEvents;

/// <summary>What happened at the bank.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BankEventType>))]
public enum BankEventType
{
    /// <summary>Money came in for a wallet.</summary>
    [JsonStringEnumMemberName("deposit.received")]
    DepositReceived = 1,
}
