using System.Text.Json.Serialization;

namespace WalletFunctions.Shared.Reconciliation.Breaks;

/// <summary>Where a break stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BreakState>))]
public enum BreakState
{
    /// <summary>Found, and nobody has it.</summary>
    [JsonStringEnumMemberName("open")]
    Open = 1,

    /// <summary>Somebody is at it.</summary>
    [JsonStringEnumMemberName("assigned")]
    Assigned = 2,

    /// <summary>Repaired.</summary>
    [JsonStringEnumMemberName("resolved")]
    Resolved = 3,

    /// <summary>Left as it is, for a reason.</summary>
    [JsonStringEnumMemberName("ignored")]
    Ignored = 4,
}
