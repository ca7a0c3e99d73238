using WalletFunctions.Shared.Banking;
using Xunit;

namespace WalletFunctions.Tests.Functions.Banking;

public sealed class BankBreakerTests
{
    private static readonly TimeSpan Open = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData("bank-error")]
    [InlineData("bank-lost-always")]
    [InlineData("bank-wrong")]
    public async Task It_opens_after_failures_and_then_the_bank_is_not_asked(string text)
    {
        await using var fixture = await OpenedAsync(text);
        Assert.Equal(new BankAnswer.Unclear(UnclearCodes.BreakerOpen), await fixture.InstructAsync("rent", 10));
        Assert.Equal(new BankAnswer.Unclear(UnclearCodes.BreakerOpen), await fixture.QueryAsync());
        Assert.Equal(4, fixture.Bank.Calls.Count);
    }

    [Fact]
    public async Task It_closes_when_the_one_attempt_it_lets_through_succeeds()
    {
        await using var fixture = await OpenedAsync("bank-error");
        fixture.Time.Advance(Open);
        Assert.IsType<BankAnswer.Settled>(await fixture.InstructAsync("rent", 10));
        Assert.IsType<BankAnswer.Settled>(await fixture.InstructAsync("rent", 11));
    }

    [Fact]
    public async Task It_opens_again_when_that_attempt_fails()
    {
        await using var fixture = await OpenedAsync("bank-error");
        fixture.Time.Advance(Open);
        Assert.StartsWith(
            UnclearCodes.Failed, Assert.IsType<BankAnswer.Unclear>(await fixture.InstructAsync("bank-error", 10)).Why, StringComparison.Ordinal);
        Assert.Equal(new BankAnswer.Unclear(UnclearCodes.BreakerOpen), await fixture.InstructAsync("rent", 11));
    }

    [Fact]
    public async Task A_rejection_and_our_own_mistake_are_answers_and_open_nothing()
    {
        await using var fixture = await StartAsync();
        for (var number = 0; number < 10; number++)
        {
            Assert.IsType<BankAnswer.Rejected>(await fixture.InstructAsync("bank-decline", number));
            Assert.Equal(new BankAnswer.Unclear(UnclearCodes.ReferenceReused), await fixture.InstructAsync("another", number));
            Assert.IsType<BankAnswer.NotFound>(await fixture.QueryAsync(number + 100));
        }
    }

    private static async Task<BankFixture> OpenedAsync(string text)
    {
        var fixture = await StartAsync();
        for (var number = 0; number < 4; number++)
        {
            Assert.NotEqual(UnclearCodes.BreakerOpen, Assert.IsType<BankAnswer.Unclear>(await fixture.InstructAsync(text, number)).Why);
        }

        return fixture;
    }

    private static Task<BankFixture> StartAsync() =>
        BankFixture.StartAsync(("Bank:Retries", "0"), ("Bank:BreakerMinimumCalls", "4"), ("Bank:BreakerOpenMs", "5000"));
}
