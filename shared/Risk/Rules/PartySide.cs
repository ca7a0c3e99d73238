using System.Text.Json.Serialization;

namespace WalletFunctions.Shared.Risk.Rules;

/// <summary>Which end of a transaction a rule looks at.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PartySide>))]
public enum PartySide
{
    /// <summary>Either end.</summary>
    [JsonStringEnumMemberName("either")]
    Either = 0,

    /// <summary>The wallet that is debited.</summary>
    [JsonStringEnumMemberName("source")]
    Source = 1,

    /// <summary>The wallet that is credited.</summary>
    [JsonStringEnumMemberName("destination")]
    Destination = 2,
}
