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

    /// <summary>Nobody took it in time: its money is in suspense, and may still be claimed from there.</summary>
    [JsonStringEnumMemberName("suspended")]
    Suspended = 4,

    /// <summary>Nobody took it in time, and the bank is told so: no money moved.</summary>
    [JsonStringEnumMemberName("rejected")]
    Rejected = 5,

    /// <summary>Its money is on the way back to the sender: no transaction may claim it any more.</summary>
    [JsonStringEnumMemberName("returning")]
    Returning = 6,

    /// <summary>Its money is back with the sender.</summary>
    [JsonStringEnumMemberName("returned")]
    Returned = 7,

    /// <summary>It is kept, and nobody is to claim it: the outcome of an instruction of ours, or a change of a status.</summary>
    [JsonStringEnumMemberName("recorded")]
    Recorded = 8,
}
