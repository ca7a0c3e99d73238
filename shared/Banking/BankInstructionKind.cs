using System.Text.Json.Serialization;

namespace WalletFunctions.Shared.Banking;

/// <summary>What the bank is told to do.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BankInstructionKind>))]
public enum BankInstructionKind
{
    /// <summary>Pay money out to an account at another bank.</summary>
    [JsonStringEnumMemberName("payout")]
    Payout = 1,

    /// <summary>Collect money into the wallet: a deposit that answers no event.</summary>
    [JsonStringEnumMemberName("collection")]
    Collection = 2,

    /// <summary>Send money that came in back to where it came from.</summary>
    [JsonStringEnumMemberName("return-deposit")]
    ReturnDeposit = 3,

    /// <summary>Let a requested direct debit through.</summary>
    [JsonStringEnumMemberName("accept-debit")]
    AcceptDebit = 4,

    /// <summary>Turn a requested direct debit away.</summary>
    [JsonStringEnumMemberName("reject-debit")]
    RejectDebit = 5,
}
