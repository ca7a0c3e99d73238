using System.Text.Json;
using WalletFunctions.Shared.Risk;
using WalletFunctions.Tests.Shared.Risk;
using Xunit;

namespace WalletFunctions.Tests.Functions.Risk.Services;

public sealed class HttpGatewayTests
{
    [Theory]
    [InlineData("approve", RiskDecision.Approve, 0)]
    [InlineData("review", RiskDecision.Review, 60)]
    [InlineData("decline", RiskDecision.Decline, 95)]
    public async Task An_answer_is_taken_as_it_is(string script, RiskDecision decision, int score)
    {
        await using var fixture = await RiskServiceFixture.StartAsync();
        foreach (var answer in new[] { await fixture.AssessAsync($"fraud-{script}"), await fixture.ScreenAsync($"screening-{script}") })
        {
            var assessment = Assert.IsType<RiskAnswer.Assessed>(answer).Assessment;
            Assert.Equal((decision, score), (assessment.Decision, assessment.Score));
        }
    }

    [Theory]
    [InlineData("wrong", NoAnswerCodes.Unreadable, 1)]
    [InlineData("wrong-transaction", NoAnswerCodes.Unreadable, 1)]
    [InlineData("too-long", NoAnswerCodes.Unreadable, 1)]
    [InlineData("error", NoAnswerCodes.Failed, 3)]
    [InlineData("lost-always", NoAnswerCodes.Unreachable, 3)]
    public async Task Everything_else_is_no_answer_and_only_what_may_pass_is_tried_again(string script, string code, int calls)
    {
        await using var fixture = await RiskServiceFixture.StartAsync();
        Assert.Equal(code, Assert.IsType<RiskAnswer.NoAnswer>(await fixture.AssessAsync($"fraud-{script}")).Reason.Code);
        Assert.Equal(code, Assert.IsType<RiskAnswer.NoAnswer>(await fixture.ScreenAsync($"screening-{script}")).Reason.Code);
        Assert.Equal((calls, calls), (fixture.Sandbox.FraudCalls.Count, fixture.Sandbox.ScreeningCalls.Count));
    }

    [Theory]
    [InlineData("lost")]
    [InlineData("error-once")]
    public async Task A_lost_answer_is_asked_for_again_under_the_same_key_and_the_transaction_counts_once(string script)
    {
        await using var fixture = await RiskServiceFixture.StartAsync();
        Assert.IsType<RiskAnswer.Assessed>(await fixture.AssessAsync($"fraud-{script}"));
        Assert.Equal(1, fixture.Sandbox.FraudAssessed);
        var calls = new[] { await fixture.NextFraudCallAsync(), await fixture.NextFraudCallAsync() };
        Assert.All(calls, call => Assert.Equal(RiskSamples.Transaction(1).Value, call.IdempotencyKey));
        Assert.Equal(calls[0].Body, calls[1].Body);
    }

    [Fact]
    public async Task Each_service_gets_only_what_it_needs()
    {
        await using var fixture = await RiskServiceFixture.StartAsync();
        await fixture.AssessAsync("rent");
        await fixture.ScreenAsync("rent");
        var fraud = await fixture.NextFraudCallAsync();
        var screening = await fixture.NextScreeningCallAsync();
        Assert.Equal("Bearer fraud-key", fraud.Authorization);
        Assert.Null(screening.Authorization);
        Assert.DoesNotContain("Ordinary", fraud.Body, StringComparison.Ordinal);
        Assert.Contains("device-print", fraud.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("device-print", screening.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("wal_", screening.Body, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(screening.Body);
        Assert.Equal(
            ["source: Jane Ordinary", "destination: Joe Usual", "beneficiary: Anna Receiver"],
            json.RootElement.GetProperty("people").EnumerateArray().Select(person => $"{person.GetProperty("role")}: {person.GetProperty("name")}"));
    }

    [Fact]
    public async Task A_dry_run_is_asked_as_one_and_is_not_remembered()
    {
        await using var fixture = await RiskServiceFixture.StartAsync();
        Assert.IsType<RiskAnswer.Assessed>(await fixture.AssessAsync("rent", isDryRun: true));
        Assert.Equal(0, fixture.Sandbox.FraudAssessed);
    }

    [Fact]
    public async Task A_slow_answer_within_the_deadline_is_an_answer()
    {
        await using var fixture = await RiskServiceFixture.StartAsync();
        var asked = fixture.AssessAsync("fraud-slow");
        await fixture.Time.WhenTimerAsync(TimeSpan.FromMilliseconds(300));
        fixture.Time.Advance(TimeSpan.FromMilliseconds(300));
        Assert.IsType<RiskAnswer.Assessed>(await asked);
    }

    [Fact]
    public async Task An_attempt_without_answer_ends_at_its_deadline_and_all_attempts_at_the_total_one()
    {
        await using var fixture = await RiskServiceFixture.StartAsync(("Risk:Fraud:AttemptDeadlineMs", "600"));
        var asked = fixture.AssessAsync("fraud-hang");
        for (var attempt = 1; attempt <= 2; attempt++)
        {
            await fixture.NextFraudCallAsync();
            Assert.False(asked.IsCompleted);
            fixture.Time.Advance(TimeSpan.FromMilliseconds(600));
        }

        // The third attempt has its own 600 ms, but the total deadline comes 300 ms after its beginning.
        await fixture.NextFraudCallAsync();
        fixture.Time.Advance(TimeSpan.FromMilliseconds(299));
        Assert.False(asked.IsCompleted);
        fixture.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(NoAnswerCodes.Timeout, Assert.IsType<RiskAnswer.NoAnswer>(await asked).Reason.Code);
    }

    [Fact]
    public async Task A_service_that_is_not_there_is_unreachable()
    {
        await using var fixture = await RiskServiceFixture.StartAsync(("Risk:Fraud:BaseUrl", "http://127.0.0.1:9"));
        Assert.Equal(NoAnswerCodes.Unreachable, Assert.IsType<RiskAnswer.NoAnswer>(await fixture.AssessAsync("rent")).Reason.Code);
    }
}
