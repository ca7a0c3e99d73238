using System.Text.Json.Serialization;

namespace WalletFunctions.Shared.Transactions.Outcomes;

/// <summary>A point of a transaction's course that is decided once, by whoever is first.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OutcomePoint>))]
public enum OutcomePoint
{
    /// <summary>Whether a transaction with a long course goes on to what cannot be taken back, or is given up before.</summary>
    [JsonStringEnumMemberName("course")]
    Course = 1,

    /// <summary>What the person who reviewed it said, or that nobody did in time, or that the partner gave it up before.</summary>
    [JsonStringEnumMemberName("review")]
    Review = 2,

    /// <summary>What the bank did.</summary>
    [JsonStringEnumMemberName("bank")]
    Bank = 3,
}
