using WalletFunctions.Tests.Functions.Running;
using Xunit;

namespace WalletFunctions.Tests.Functions.Banking;

/// <summary>A bank that does what it is told and does not say so when it is asked.</summary>
public sealed class SilentBankTests : IAsyncLifetime
{
    private readonly AppAtTheBank _at = new() { GivesUpSoon = true };

    public Task InitializeAsync() => _at.InitializeAsync();

    public Task DisposeAsync() => _at.DisposeAsync();

    [Theory]
    [InlineData("bank-hang-always")]
    [InlineData("bank-no-amount")]
    public async Task What_only_the_banks_own_message_tells_settles_by_it(string script)
    {
        var wallet = await new Fintech(_at.App).OpenWithAsync(AppAtTheBank.Funds);
        var settlement = await _at.SettlementAsync();
        var reply = await _at.WithdrawAsync(wallet, script);
        Assert.Equal(202, reply.StatusCode);
        Assert.True(await _at.App.Bank.RepeatAsync(AppAtTheBank.IdOf(reply), CancellationToken.None));
        await _at.AwaitAsync(reply, "settled");
        await _at.AssertPaidAsync(wallet, reply, settlement);
    }
}
