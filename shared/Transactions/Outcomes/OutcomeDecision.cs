using System.Text.Json.Serialization;

namespace WalletFunctions.Shared.Transactions.Outcomes;

/// <summary>How a point of a transaction's course was decided.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OutcomeDecision>))]
public enum OutcomeDecision
{
    /// <summary>Course: it goes on, and is not to be given up any more.</summary>
    [JsonStringEnumMemberName("proceed")]
    Proceed = 1,

    /// <summary>Course: it is given up. Review: the partner gave it up, so that nobody has to decide any more.</summary>
    [JsonStringEnumMemberName("canceled")]
    Canceled = 2,

    /// <summary>Review: a person let it pass.</summary>
    [JsonStringEnumMemberName("approved")]
    Approved = 3,

    /// <summary>Review: a person refused it.</summary>
    [JsonStringEnumMemberName("declined")]
    Declined = 4,

    /// <summary>Review: nobody decided in time, which refuses it.</summary>
    [JsonStringEnumMemberName("expired")]
    Expired = 5,

    /// <summary>Bank: the money moved there.</summary>
    [JsonStringEnumMemberName("settled")]
    Settled = 6,

    /// <summary>Bank: it will not move, for certain.</summary>
    [JsonStringEnumMemberName("rejected")]
    Rejected = 7,
}
