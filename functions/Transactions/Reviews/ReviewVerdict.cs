using System.Text.Json.Serialization;

namespace WalletFunctions.Transactions.Reviews;

/// <summary>What a person says of a transaction that waits for it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReviewVerdict>))]
public enum ReviewVerdict
{
    /// <summary>It may go on.</summary>
    [JsonStringEnumMemberName("approve")]
    Approve = 1,

    /// <summary>It is declined.</summary>
    [JsonStringEnumMemberName("decline")]
    Decline = 2,
}
