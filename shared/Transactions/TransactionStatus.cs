using System.Text.Json.Serialization;

namespace WalletFunctions.Shared.Transactions;

/// <summary>Where a transaction stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TransactionStatus>))]
public enum TransactionStatus
{
    /// <summary>Accepted, nothing decided yet.</summary>
    [JsonStringEnumMemberName("initiated")]
    Initiated = 1,

    /// <summary>Parked for a person's decision.</summary>
    [JsonStringEnumMemberName("review")]
    Review = 2,

    /// <summary>Accepted and reserved, waiting for the bank.</summary>
    [JsonStringEnumMemberName("processed")]
    Processed = 3,

    /// <summary>Booked: the fintech commits.</summary>
    [JsonStringEnumMemberName("settled")]
    Settled = 4,

    /// <summary>A business refusal: the fintech reverses.</summary>
    [JsonStringEnumMemberName("declined")]
    Declined = 5,

    /// <summary>We could not, and nothing is left behind: the fintech reverses.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed = 6,

    /// <summary>Given up before it happened: the fintech reverses.</summary>
    [JsonStringEnumMemberName("canceled")]
    Canceled = 7,

    /// <summary>Settled, and mirrored by another transaction since.</summary>
    [JsonStringEnumMemberName("reversed")]
    Reversed = 8,

    /// <summary>Settled, and disputed since.</summary>
    [JsonStringEnumMemberName("disputed")]
    Disputed = 9,
}
