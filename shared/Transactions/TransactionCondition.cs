using System.Text.Json.Serialization;

namespace WalletFunctions.Shared.Transactions;

/// <summary>How a transaction fares, apart from its status.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TransactionCondition>))]
public enum TransactionCondition
{
    /// <summary>As it should.</summary>
    [JsonStringEnumMemberName("normal")]
    Normal,

    /// <summary>Its orchestration ended without an answer: a person must look at it.</summary>
    [JsonStringEnumMemberName("stuck")]
    Stuck,
}
