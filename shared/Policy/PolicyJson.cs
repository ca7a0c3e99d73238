using System.Text.Json;
using System.Text.Json.Serialization;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Reasons;

namespace WalletFunctions.Shared.Policy;

/// <summary>The JSON form of policies and limit rules, on the wire and in rows: strict, so that a misspelt condition is a fault and never silently "all".</summary>
public static class PolicyJson
{
    /// <summary>The most characters of a stored policy or profile: what fits one property of a table row.</summary>
    public const int MaxCharacters = 30 * 1024;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters =
        {
            new JsonStringEnumConverter<WalletType>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false),
            new JsonStringEnumConverter<WalletStatus>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false),
        },
        MaxDepth = 8,
    };

    /// <summary>Anything of a policy as JSON.</summary>
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <summary>Reads a policy; null and everything that is wrong with it.</summary>
    public static (PolicySet? Policy, IReadOnlyList<FieldFault> Faults) ReadPolicy(string json) => Read<PolicySet>(json, policy => policy.Faults());

    /// <summary>Reads the rules of a limit profile; null and everything that is wrong with them.</summary>
    public static (IReadOnlyList<LimitRule>? Rules, IReadOnlyList<FieldFault> Faults) ReadLimits(string json) => Read<IReadOnlyList<LimitRule>>(json, LimitProfileRules.Faults);

    private static (T? Value, IReadOnlyList<FieldFault> Faults) Read<T>(string json, Func<T, IReadOnlyList<FieldFault>> check)
        where T : class
    {
        if (json.Length > MaxCharacters)
        {
            return (null, [new FieldFault("rules", $"may have {MaxCharacters} characters of JSON, not {json.Length}")]);
        }

        try
        {
            var value = JsonSerializer.Deserialize<T>(json, Options);
            IReadOnlyList<FieldFault> faults = value is null ? [new FieldFault("rules", "must not be null")] : check(value);
            return faults.Count == 0 ? (value, faults) : (null, faults);
        }
        catch (JsonException fault)
        {
            return (null, [new FieldFault(FieldOf(fault), "does not fit: not known here, missing, given twice, or of another form")]);
        }
    }

    private static string FieldOf(JsonException fault) => fault.Path is { Length: > 1 } path ? path[1..].TrimStart('.') : "rules";
}
