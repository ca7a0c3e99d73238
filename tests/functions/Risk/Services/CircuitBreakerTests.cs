using WalletFunctions.Shared.Risk;
using Xunit;

namespace WalletFunctions.Tests.Functions.Risk.Services;

public sealed class CircuitBreakerTests
{
    private static readonly TimeSpan Open = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData("error")]
    [InlineData("lost-always")]
    [InlineData("wrong")]
    public async Task It_opens_after_failures_and_then_the_service_is_not_asked(string script)
    {
        await using var fixture = await OpenedAsync(script);
        Assert.Equal(NoAnswerCodes.BreakerOpen, await CodeAsync(fixture, "rent"));
        Assert.Equal(4, fixture.Sandbox.FraudCalls.Count);
    }

    [Fact]
    public async Task It_closes_when_the_one_attempt_it_lets_through_succeeds()
    {
        await using var fixture = await OpenedAsync("error");
        fixture.Time.Advance(Open);
        Assert.IsType<RiskAnswer.Assessed>(await fixture.AssessAsync("rent", 10));
        Assert.IsType<RiskAnswer.Assessed>(await fixture.AssessAsync("rent", 11));
        Assert.Equal(6, fixture.Sandbox.FraudCalls.Count);
    }

    [Fact]
    public async Task It_opens_again_when_that_attempt_fails()
    {
        await using var fixture = await OpenedAsync("error");
        fixture.Time.Advance(Open);
        Assert.Equal(NoAnswerCodes.Failed, await CodeAsync(fixture, "fraud-error"));
        Assert.Equal(NoAnswerCodes.BreakerOpen, await CodeAsync(fixture, "rent"));
        fixture.Time.Advance(Open);
        Assert.IsType<RiskAnswer.Assessed>(await fixture.AssessAsync("rent"));
    }

    [Fact]
    public async Task A_decline_is_an_answer_and_opens_nothing()
    {
        await using var fixture = await StartAsync();
        for (var number = 0; number < 20; number++)
        {
            Assert.IsType<RiskAnswer.Assessed>(await fixture.AssessAsync("fraud-decline", number));
        }
    }

    [Fact]
    public async Task Each_service_has_its_own()
    {
        await using var fixture = await OpenedAsync("error");
        Assert.IsType<RiskAnswer.Assessed>(await fixture.ScreenAsync("rent"));
    }

    private static async Task<RiskServiceFixture> OpenedAsync(string script)
    {
        var fixture = await StartAsync();
        for (var number = 0; number < 4; number++)
        {
            Assert.NotEqual(NoAnswerCodes.BreakerOpen, await CodeAsync(fixture, $"fraud-{script}"));
        }

        return fixture;
    }

    private static Task<RiskServiceFixture> StartAsync() =>
        RiskServiceFixture.StartAsync(("Risk:Fraud:Retries", "0"), ("Risk:Fraud:BreakerMinimumCalls", "4"), ("Risk:Fraud:BreakerOpenMs", "5000"));

    private static async Task<string> CodeAsync(RiskServiceFixture fixture, string reference) =>
        Assert.IsType<RiskAnswer.NoAnswer>(await fixture.AssessAsync(reference)).Reason.Code;
}
