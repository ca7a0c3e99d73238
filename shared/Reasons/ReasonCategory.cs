using System.Text.Json.Serialization;

namespace WalletFunctions.Shared.Reasons;

/// <summary>The five kinds of refusal that a partner can be told.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReasonCategory>))]
public enum ReasonCategory
{
    /// <summary>The request does not fit the contract, or names things that do not fit together.</summary>
    [JsonStringEnumMemberName("validation")]
    Validation,

    /// <summary>A rule, a limit or a status forbids it.</summary>
    [JsonStringEnumMemberName("policy")]
    Policy,

    /// <summary>Suspected fraud.</summary>
    [JsonStringEnumMemberName("fraud")]
    Fraud,

    /// <summary>The ledger or the bank refused it.</summary>
    [JsonStringEnumMemberName("processing")]
    Processing,

    /// <summary>It may succeed when it is tried again.</summary>
    [JsonStringEnumMemberName("transient")]
    Transient,
}
