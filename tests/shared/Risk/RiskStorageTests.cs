using System.Text.Json;
using WalletFunctions.Shared.Risk;
using WalletFunctions.Shared.Risk.Rules;
using Xunit;

namespace WalletFunctions.Tests.Shared.Risk;

/// <summary>Requests, answers and verdicts are kept with the transaction and cross the orchestration's boundary as JSON.</summary>
public sealed class RiskStorageTests
{
    private static readonly RiskReason Reason = new("velocity-count", "detail");

    public static TheoryData<JsonSerializerOptions> Writers => [JsonSerializerOptions.Default, JsonSerializerOptions.Web];

    [Theory]
    [MemberData(nameof(Writers))]
    public void A_request_survives_being_stored(JsonSerializerOptions options)
    {
        var request = RiskSamples.Transfer() with
        {
            Beneficiary = new RiskBeneficiary { Name = "Anna", Account = "1", Country = "GB", Bic = "BUKBGB22" },
            DeviceFingerprint = "device",
            Source = RiskSamples.Party(1) with { BirthDate = new DateOnly(1990, 2, 28), Country = "GB" },
        };
        Assert.Equal(request, Copy(request, options));
    }

    [Theory]
    [MemberData(nameof(Writers))]
    public void An_answer_survives_being_stored(JsonSerializerOptions options)
    {
        var assessment = new RiskAssessment { Decision = RiskDecision.Review, Score = 60, Reasons = [Reason] };
        var assessed = Assert.IsType<RiskAnswer.Assessed>(Copy<RiskAnswer>(new RiskAnswer.Assessed(assessment), options)).Assessment;
        Assert.Equal((RiskDecision.Review, 60, Reason), (assessed.Decision, assessed.Score, Assert.Single(assessed.Reasons)));
        Assert.Equal(new RiskAnswer.NoAnswer(Reason), Copy<RiskAnswer>(new RiskAnswer.NoAnswer(Reason), options));
    }

    [Theory]
    [MemberData(nameof(Writers))]
    public void A_verdict_survives_being_stored(JsonSerializerOptions options)
    {
        var verdict = RiskCombination.Combine(new RiskAnswer.NoAnswer(Reason), new RiskAnswer.NoAnswer(Reason), new RiskRuleSet { Version = 4 });
        var copy = Copy(verdict, options);
        Assert.Equal(verdict.Reasons, copy.Reasons);
        Assert.Equal(verdict with { Reasons = [] }, copy with { Reasons = [] });
    }

    private static T Copy<T>(T value, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(value, options), options)!;
}
