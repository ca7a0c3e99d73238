using System.Text.Json.Serialization;

namespace WalletFunctions.Shared.Transactions.Undo;

/// <summary>What a fintech can have done with its provisional booking.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AcknowledgementOutcome>))]
public enum AcknowledgementOutcome
{
    /// <summary>It booked it for good.</summary>
    [JsonStringEnumMemberName("committed")]
    Committed = 1,

    /// <summary>It took it back.</summary>
    [JsonStringEnumMemberName("reversed")]
    Reversed = 2,
}
