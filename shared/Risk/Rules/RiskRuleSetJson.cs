using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace WalletFunctions.Shared.Risk.Rules;

/// <summary>The stored form of a rule set: strict JSON, so that a misspelt setting is an error and never silently the default.</summary>
public static class RiskRuleSetJson
{
    /// <summary>The most characters of a stored set: what fits one property of a table row.</summary>
    public const int MaxCharacters = 30 * 1024;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        AllowOutOfOrderMetadataProperties = true,
        MaxDepth = 8,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutWhatIsDerived } },
    };

    /// <summary>The set as JSON.</summary>
    public static string Write(RiskRuleSet rules) => JsonSerializer.Serialize(rules, Options);

    /// <summary>The set, or null and everything that is wrong with the text.</summary>
    public static (RiskRuleSet? Rules, IReadOnlyList<string> Faults) Read(string json)
    {
        if (json.Length > MaxCharacters)
        {
            return (null, [$"a rule set may have {MaxCharacters} characters, not {json.Length}"]);
        }

        RiskRuleSet? rules;
        try
        {
            rules = JsonSerializer.Deserialize<RiskRuleSet>(json, Options);
        }
        catch (JsonException malformed)
        {
            return (null, [malformed.Message]);
        }

        if (rules is null)
        {
            return (null, ["a rule set is a JSON object, not null"]);
        }

        var faults = rules.Faults();
        return faults.Count == 0 ? (rules, faults) : (null, faults);
    }

    // What a rule's type says by itself is no setting: it is not written, and overlooked where an older set has it.
    private static void LeaveOutWhatIsDerived(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(property => property.Set is null))
        {
            property.ShouldSerialize = (_, _) => false;
        }
    }
}
