using System.Text.Json.Serialization;

namespace WalletFunctions.Shared.BankEvents;

/// <summary>What happened at the bank.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BankEventType>))]
public enum BankEventType
{
    /// <summary>Money came in for a wallet.</summary>
    [JsonStringEnumMemberName("deposit.received")]
    DepositReceived = 1,

    /// <summary>Money that had gone out for a wallet came back.</summary>
    [JsonStringEnumMemberName("payment.returned")]
    PaymentReturned = 2,

    /// <summary>A payout that we had asked for has gone out.</summary>
    [JsonStringEnumMemberName("withdrawal.settled")]
    WithdrawalSettled = 3,

    /// <summary>A payout that we had asked for will not go out.</summary>
    [JsonStringEnumMemberName("withdrawal.rejected")]
    WithdrawalRejected = 4,

    /// <summary>Somebody wants to collect from a wallet; the bank waits for a yes or no.</summary>
    [JsonStringEnumMemberName("direct-debit.requested")]
    DirectDebitRequested = 5,

    /// <summary>Money that had come in for a wallet was taken back: it is gone already.</summary>
    [JsonStringEnumMemberName("chargeback.received")]
    ChargebackReceived = 6,

    /// <summary>The bank blocked a wallet.</summary>
    [JsonStringEnumMemberName("wallet.blocked")]
    WalletBlocked = 7,

    /// <summary>The bank took its block of a wallet back.</summary>
    [JsonStringEnumMemberName("wallet.unblocked")]
    WalletUnblocked = 8,

    /// <summary>What the bank knows of a customer has changed.</summary>
    [JsonStringEnumMemberName("customer.kyc-changed")]
    CustomerKycChanged = 9,
}
