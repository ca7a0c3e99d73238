using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Risk;
using WalletFunctions.Shared.Risk.Rules;
using WalletFunctions.Tests.Functions.Risk;
using Xunit;

namespace WalletFunctions.Tests.Shared.Risk;

public sealed class RiskGateTests
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(2);
    private static readonly RiskAnswer Approve =
        new RiskAnswer.Assessed(new RiskAssessment { Decision = RiskDecision.Approve, Score = 0 });

    private readonly ManualTime _time = new();
    private readonly FakeSources _sources = new();

    [Fact]
    public async Task Both_are_asked_at_once_and_both_must_approve()
    {
        var asked = Ask();
        Assert.True(_sources.FraudToken.CanBeCanceled && _sources.ScreeningToken.CanBeCanceled);
        _sources.Fraud.SetResult(Approve);
        Assert.False(asked.IsCompleted);
        _sources.Screening.SetResult(Approve);
        Assert.Equal(RiskDecision.Approve, (await asked).Decision);
        Assert.Equal(7, (await asked).RuleSetVersion);
    }

    [Fact]
    public async Task A_source_that_does_not_answer_in_the_budget_is_no_answer()
    {
        var asked = Ask();
        _sources.Fraud.SetResult(Approve);
        _time.Advance(Budget);
        var verdict = await asked;
        Assert.Equal(RiskDecision.Review, verdict.Decision);
        Assert.Equal(NoAnswerCodes.Timeout, Assert.Single(verdict.Reasons).Code);
        Assert.True(_sources.ScreeningToken.IsCancellationRequested);
    }

    [Fact]
    public async Task A_source_that_gives_up_when_its_token_is_cancelled_is_no_answer_too()
    {
        var asked = Ask();
        _sources.Screening.SetResult(Approve);
        _sources.FraudToken.Register(() => _sources.Fraud.TrySetCanceled());
        _time.Advance(Budget);
        Assert.Equal(RiskDecision.Review, (await asked).Decision);
    }

    [Fact]
    public async Task Rules_that_cannot_be_read_in_the_budget_mean_review()
    {
        _sources.Rules = new TaskCompletionSource<RiskRuleSet>();
        var asked = Ask();
        _time.Advance(Budget);
        Assert.Equal(RiskDecision.Review, (await asked).Decision);
    }

    [Fact]
    public async Task Only_the_callers_own_cancellation_throws()
    {
        using var caller = new CancellationTokenSource();
        var asked = Ask(caller.Token);
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
    }

    [Fact]
    public async Task A_lost_connection_to_storage_is_an_exception_and_no_verdict()
    {
        var asked = Ask();
        _sources.Screening.SetResult(Approve);
        _sources.Fraud.SetException(new IOException("storage"));
        await Assert.ThrowsAsync<IOException>(() => asked);
    }

    private Task<RiskVerdict> Ask(CancellationToken cancellationToken = default) =>
        new RiskGate(_sources, _sources, _sources, _time).AssessAsync(RiskSamples.Transfer(), Budget, cancellationToken);

    private sealed class FakeSources : IFraudGateway, IScreeningGateway, IRiskRuleSets
    {
        public FakeSources() => Rules.SetResult(new RiskRuleSet { Version = 7 });

        public TaskCompletionSource<RiskAnswer> Fraud { get; } = new();

        public TaskCompletionSource<RiskAnswer> Screening { get; } = new();

        public TaskCompletionSource<RiskRuleSet> Rules { get; set; } = new();

        public CancellationToken FraudToken { get; private set; }

        public CancellationToken ScreeningToken { get; private set; }

        public Task<RiskAnswer> AssessAsync(RiskRequest request, RiskRuleSet rules, CancellationToken cancellationToken)
        {
            FraudToken = cancellationToken;
            return Fraud.Task;
        }

        public Task<RiskAnswer> ScreenAsync(RiskRequest request, RiskRuleSet rules, CancellationToken cancellationToken)
        {
            ScreeningToken = cancellationToken;
            return Screening.Task;
        }

        public async ValueTask<RiskRuleSet> ReadAsync(PartnerId partnerId, CancellationToken cancellationToken) => await Rules.Task;

        public Task<RuleSetChange> SaveAsync(PartnerId partnerId, RiskRuleSet rules, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
