using System.Text.Json.Serialization;

namespace WalletFunctions.Shared.Risk;

/// <summary>
/// What fraud and screening say of a transaction, ordered by severity. The default value is none of the three and is never
/// treated as an approval.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<RiskDecision>))]
public enum RiskDecision
{
    /// <summary>Nothing was decided; whoever combines it treats it as no answer.</summary>
    [JsonStringEnumMemberName("undecided")]
    Undecided = 0,

    /// <summary>The transaction may go on.</summary>
    [JsonStringEnumMemberName("approve")]
    Approve = 1,

    /// <summary>A person must decide; the funds are held until then.</summary>
    [JsonStringEnumMemberName("review")]
    Review = 2,

    /// <summary>The transaction is refused.</summary>
    [JsonStringEnumMemberName("decline")]
    Decline = 3,
}
