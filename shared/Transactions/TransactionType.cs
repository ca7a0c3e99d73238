using System.Text.Json.Serialization;

namespace WalletFunctions.Shared.Transactions;

/// <summary>What a transaction does. The first five can be asked for by name; the others come about by routes of their own.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TransactionType>))]
public enum TransactionType
{
    /// <summary>From one wallet of the partner to another.</summary>
    [JsonStringEnumMemberName("transfer")]
    Transfer = 1,

    /// <summary>From one wallet of the partner to another, perhaps with a fee that the source pays on top.</summary>
    [JsonStringEnumMemberName("payment")]
    Payment = 2,

    /// <summary>Money that came in at the bank, credited to a wallet.</summary>
    [JsonStringEnumMemberName("deposit")]
    Deposit = 3,

    /// <summary>From a wallet to an account outside the bank.</summary>
    [JsonStringEnumMemberName("withdrawal")]
    Withdrawal = 4,

    /// <summary>From a wallet to the fee wallet.</summary>
    [JsonStringEnumMemberName("fee")]
    Fee = 5,

    /// <summary>Takes another transaction back, whole and once.</summary>
    [JsonStringEnumMemberName("reversal")]
    Reversal = 6,

    /// <summary>Gives a part of another transaction back, without its fee.</summary>
    [JsonStringEnumMemberName("refund")]
    Refund = 7,

    /// <summary>A key that was given up before anything was asked for under it: it has no amount, and nothing ever happens under it.</summary>
    [JsonStringEnumMemberName("cancellation")]
    Cancellation = 8,
}
