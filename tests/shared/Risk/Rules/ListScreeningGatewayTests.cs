using WalletFunctions.Shared.Risk;
using WalletFunctions.Shared.Risk.Names;
using WalletFunctions.Shared.Risk.Rules;
using Xunit;

namespace WalletFunctions.Tests.Shared.Risk.Rules;

public sealed class ListScreeningGatewayTests
{
    private static readonly RiskRuleSet Rules = new() { Rules = [new SanctionedNameRule { Effect = RuleEffect.Decline }] };

    [Theory]
    [InlineData("source")]
    [InlineData("destination")]
    [InlineData("beneficiary")]
    public async Task Everybody_who_takes_part_is_screened(string role)
    {
        const string Listed = "VIKTOR morozenko";
        var request = RiskSamples.Transfer();
        request = role switch
        {
            "source" => request with { Source = request.Source! with { Name = Listed } },
            "destination" => request with { Destination = request.Destination! with { Name = Listed } },
            _ => request with { Beneficiary = new RiskBeneficiary { Name = Listed, Account = "1", Country = "GB" } },
        };
        var assessment = Assert.IsType<RiskAnswer.Assessed>(await ScreenAsync(request, Rules)).Assessment;
        Assert.Equal(RiskDecision.Decline, assessment.Decision);
        Assert.Equal(SanctionedNameRule.RuleCode, Assert.Single(assessment.Reasons).Code);
    }

    [Fact]
    public async Task Nobody_on_the_list_is_an_approval()
    {
        var assessment = Assert.IsType<RiskAnswer.Assessed>(await ScreenAsync(RiskSamples.Transfer(), Rules)).Assessment;
        Assert.Equal(RiskDecision.Approve, assessment.Decision);
        Assert.Empty(assessment.Reasons);
    }

    [Fact]
    public async Task Without_a_list_there_is_no_answer()
    {
        var answer = await new ListScreeningGateway(new FixedList(null)).ScreenAsync(RiskSamples.Transfer(), Rules, CancellationToken.None);
        Assert.Equal(NoAnswerCodes.Failed, Assert.IsType<RiskAnswer.NoAnswer>(answer).Reason.Code);
    }

    [Fact]
    public async Task A_name_too_long_to_be_screened_is_no_answer()
    {
        var request = RiskSamples.Transfer() with { Source = RiskSamples.Party(1) with { Name = new string('a', SanctionsListReader.MaxNameLength + 1) } };
        Assert.IsType<RiskAnswer.NoAnswer>(await ScreenAsync(request, Rules));
    }

    private static Task<RiskAnswer> ScreenAsync(RiskRequest request, RiskRuleSet rules)
    {
        var index = new SanctionsIndex(SanctionsListReader.Read(new StringReader("wallet-sanctions\t1\tv\np1\tperson\tViktor Morozenko")));
        return new ListScreeningGateway(new FixedList(index)).ScreenAsync(request, rules, CancellationToken.None);
    }

    private sealed record FixedList(SanctionsIndex? Current) : ISanctionsList;
}
