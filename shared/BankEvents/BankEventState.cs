using System.Text.Json.Serialization;

namespace WalletFunctions.Shared.BankEvents;

/// <summary>Where an event of the bank stands. Its row is the arbiter: who moves the state first decides.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BankEventState>))]
public enum BankEventState
{
    /// <summary>Nobody has it yet.</summary>
    [JsonStringEnumMemberName("open")]
    Open = 1,

    /// <summary>A transaction has it and may post.</summary>
    [JsonStringEnumMemberName("claimed")]
    Claimed = 2,

    /// <summary>A transaction has consumed it.</summary>
    [JsonStringEnumMemberName("fulfilled")]
    Fulfilled = 3,
}
