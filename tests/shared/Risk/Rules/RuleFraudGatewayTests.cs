using WalletFunctions.Shared.Risk;
using WalletFunctions.Shared.Risk.History;
using WalletFunctions.Shared.Risk.Rules;
using Xunit;

namespace WalletFunctions.Tests.Shared.Risk.Rules;

public sealed class RuleFraudGatewayTests
{
    private static readonly VelocityCountRule TwoAnHour = new() { Effect = RuleEffect.Review, WindowSeconds = 3_600, MaxCount = 2 };

    [Fact]
    public async Task Without_a_rule_that_looks_back_no_history_is_asked()
    {
        var history = new CountingHistory();
        var rules = new RiskRuleSet { Rules = [new AmountRule { Effect = RuleEffect.Review, FromMinor = 1 }, TwoAnHour with { Types = ["withdrawal"] }] };
        var answer = await AssessAsync(history, RiskSamples.Transfer(), rules);
        Assert.Equal(RiskDecision.Review, answer.Decision);
        Assert.Equal((0, 0), (history.Records, history.Peeks));
    }

    [Fact]
    public async Task The_movement_that_is_one_too_many_hits_and_each_counts_once_however_often_it_is_assessed()
    {
        var history = new CountingHistory();
        var rules = new RiskRuleSet { Rules = [TwoAnHour] };
        var decisions = new List<RiskDecision>();
        foreach (var number in new[] { 1, 1, 2, 2, 1, 3, 3 })
        {
            decisions.Add((await AssessAsync(history, RiskSamples.Transfer(number), rules)).Decision);
        }

        const RiskDecision Yes = RiskDecision.Approve;
        Assert.Equal([Yes, Yes, Yes, Yes, Yes, RiskDecision.Review, RiskDecision.Review], decisions);
    }

    [Fact]
    public async Task A_dry_run_sees_the_history_and_leaves_no_trace()
    {
        var history = new CountingHistory();
        var rules = new RiskRuleSet { Rules = [TwoAnHour] };
        for (var number = 0; number < 5; number++)
        {
            Assert.Equal(RiskDecision.Approve, (await AssessAsync(history, RiskSamples.Transfer(number) with { IsDryRun = true }, rules)).Decision);
        }

        Assert.Equal((0, 5), (history.Records, history.Peeks));
    }

    [Fact]
    public async Task Points_of_several_hits_add_up()
    {
        var rules = new RiskRuleSet
        {
            Rules = [.. Enumerable.Range(0, 3).Select(_ => new AmountRule { Effect = new RuleEffect(40, RiskDecision.Approve), FromMinor = 1 })],
        };
        var assessment = await AssessAsync(new CountingHistory(), RiskSamples.Transfer(), rules);
        Assert.Equal((RiskDecision.Approve, 100, 3), (assessment.Decision, assessment.Score, assessment.Reasons.Count));
    }

    private static async Task<RiskAssessment> AssessAsync(CountingHistory history, RiskRequest request, RiskRuleSet rules) =>
        Assert.IsType<RiskAnswer.Assessed>(await new RuleFraudGateway(history).AssessAsync(request, rules, CancellationToken.None)).Assessment;

    private sealed class CountingHistory : IRiskHistory
    {
        private readonly MemoryRiskHistory _memory = new();

        public int Records { get; private set; }

        public int Peeks { get; private set; }

        public Task<RiskActivity> RecordAsync(RiskRequest request, TimeSpan lookback, CancellationToken cancellationToken)
        {
            Records++;
            return _memory.RecordAsync(request, lookback, cancellationToken);
        }

        public Task<RiskActivity> PeekAsync(RiskRequest request, CancellationToken cancellationToken)
        {
            Peeks++;
            return _memory.PeekAsync(request, cancellationToken);
        }
    }
}
