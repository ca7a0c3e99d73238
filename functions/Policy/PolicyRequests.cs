using System.Text.Json;
using WalletFunctions.Json;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Policy;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Risk.Rules;

namespace WalletFunctions.Policy;

/// <summary>Reads the bodies and paths of requests about policies.</summary>
internal static class PolicyRequests
{
    private const int MaxReasonCharacters = 200;

    /// <summary>Reads <c>{limitProfile, rules, reason}</c>.</summary>
    internal static PolicyRequest? ReadPolicy(JsonElement body, JsonFaults faults)
    {
        var fields = new JsonFields(body, faults);
        var profile = fields.Raw("limitProfile");
        var rules = fields.Raw("rules");
        var reason = ReadReason(fields);
        fields.RefuseOthers();
        if (profile is null || rules is null || reason is null)
        {
            return null;
        }

        var (policy, wrong) = PolicyJson.ReadPolicy($$"""{"limitProfile":{{profile.Value.GetRawText()}},"rules":{{rules.Value.GetRawText()}}}""");
        Note(wrong, faults);
        return policy is null ? null : new PolicyRequest(policy, reason);
    }

    /// <summary>Reads <c>{rules}</c>.</summary>
    internal static IReadOnlyList<LimitRule>? ReadLimits(JsonElement body, JsonFaults faults)
    {
        var fields = new JsonFields(body, faults);
        var raw = fields.Raw("rules");
        fields.RefuseOthers();
        if (raw is null)
        {
            return null;
        }

        var (rules, wrong) = PolicyJson.ReadLimits(raw.Value.GetRawText());
        Note(wrong.Select(fault => fault with { Field = fault.Field.StartsWith('[') ? "rules" + fault.Field : fault.Field }), faults);
        return rules;
    }

    /// <summary>Reads a rule set of fraud and screening; its version is the request's to say.</summary>
    internal static RiskRuleSet? ReadRisk(JsonElement body, JsonFaults faults)
    {
        var (rules, wrong) = RiskRuleSetJson.Read(body.GetRawText());
        foreach (var fault in wrong)
        {
            faults.Add(StrictJson.Body, fault);
        }

        if (rules is { Version: not 0 })
        {
            faults.Add("version", "is not a field of this request: If-Match says which version is changed");
        }

        return faults.IsEmpty ? rules : null;
    }

    /// <summary>Reads <c>{limitProfile, reason}</c>.</summary>
    internal static WalletLimitRequest? ReadWalletLimit(JsonElement body, JsonFaults faults)
    {
        var fields = new JsonFields(body, faults);
        var profile = fields.Parsed<LimitProfileId>("limitProfile", LimitProfileId.TryParse, ProfileRule);
        var reason = ReadReason(fields);
        fields.RefuseOthers();
        return profile is { } known && reason is not null ? new WalletLimitRequest(known, reason) : null;
    }

    /// <summary>Reads a partner of the path.</summary>
    internal static PartnerId ReadPartner(string text, JsonFaults faults)
    {
        if (!PartnerId.TryParse(text, out var partner))
        {
            faults.Add("partnerId", "must be 1 to 40 of a-z 0-9 -");
        }

        return partner;
    }

    /// <summary>Reads the name of a limit profile.</summary>
    internal static LimitProfileId ReadProfile(string text, JsonFaults faults)
    {
        if (!LimitProfileId.TryParse(text, out var profile))
        {
            faults.Add("limitProfileId", ProfileRule);
        }

        return profile;
    }

    private const string ProfileRule = "must be the name of a limit profile: 1 to 40 of a-z 0-9 -";

    private static string? ReadReason(JsonFields fields) =>
        fields.Text("reason", FieldRules.FreeText(MaxReasonCharacters), FieldRules.FreeTextRule(MaxReasonCharacters));

    private static void Note(IEnumerable<FieldFault> wrong, JsonFaults faults)
    {
        foreach (var fault in wrong)
        {
            faults.Add(fault.Field, fault.Message);
        }
    }
}
