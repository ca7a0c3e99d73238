using System.Text.Json.Serialization;

namespace WalletFunctions.Shared.BankEvents;

/// <summary>What an event that is nobody's to claim brought about.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BankEventEffect>))]
public enum BankEventEffect
{
    /// <summary>It is applied, now or by an earlier delivery.</summary>
    [JsonStringEnumMemberName("applied")]
    Applied = 1,

    /// <summary>Something newer was applied before: it is kept, and changes nothing.</summary>
    [JsonStringEnumMemberName("outdated")]
    Outdated = 2,

    /// <summary>Nobody knows the wallet, the customer or the instruction that it is about.</summary>
    [JsonStringEnumMemberName("unknown-subject")]
    UnknownSubject = 3,
}
