using System.Text.Json.Serialization;

namespace WalletFunctions.Shared.BankEvents;

/// <summary>How the check of a customer stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<KycStatus>))]
public enum KycStatus
{
    /// <summary>Not finished.</summary>
    [JsonStringEnumMemberName("pending")]
    Pending = 1,

    /// <summary>Passed.</summary>
    [JsonStringEnumMemberName("verified")]
    Verified = 2,

    /// <summary>Failed.</summary>
    [JsonStringEnumMemberName("rejected")]
    Rejected = 3,

    /// <summary>Passed once, and too long ago.</summary>
    [JsonStringEnumMemberName("expired")]
    Expired = 4,
}
