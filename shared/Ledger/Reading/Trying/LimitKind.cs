using System.Text.Json.Serialization;

namespace WalletFunctions.Shared.Ledger.Reading.Trying;

/// <summary>What a limit is on.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LimitKind>))]
public enum LimitKind
{
    /// <summary>The amount of one transaction.</summary>
    [JsonStringEnumMemberName("transaction-amount")]
    TransactionAmount,

    /// <summary>The sum of a day.</summary>
    [JsonStringEnumMemberName("day-sum")]
    DaySum,

    /// <summary>The transactions of a day.</summary>
    [JsonStringEnumMemberName("day-count")]
    DayCount,

    /// <summary>The sum of a month.</summary>
    [JsonStringEnumMemberName("month-sum")]
    MonthSum,

    /// <summary>The transactions of a month.</summary>
    [JsonStringEnumMemberName("month-count")]
    MonthCount,

    /// <summary>The balance.</summary>
    [JsonStringEnumMemberName("maximum-balance")]
    MaximumBalance,
}
