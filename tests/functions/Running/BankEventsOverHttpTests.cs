using WalletFunctions.Local.Sandbox.Bank;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Monetary;
using WalletFunctions.Tests.Functions.Transactions;
using WalletFunctions.Tests.Shared.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Functions.Running;

public sealed class BankEventsOverHttpTests(RunningApp app) : IClassFixture<RunningApp>
{
    private readonly Fintech _fintech = new(app);

    [Fact]
    public async Task An_event_that_the_bank_sends_ten_times_is_one_event()
    {
        var wallet = await _fintech.OpenAsync();
        await using var bank = new SandboxBank(app.Host.ServiceBus, TimeProvider.System);
        var message = bank.DepositReceived("ten-times", Orders.Partner, wallet, new Money(700, Currency.Parse("USD")), "r");
        for (var number = 0; number < 10; number++)
        {
            await bank.SendAsync($"ten-times-{number}", message, CancellationToken.None);
        }

        await Fintech.UntilAsync(async () => await _fintech.FindEventAsync("ten-times") is not null);
        await Fintech.UntilAsync(() => Task.FromResult(app.Host.PeekMessages("bank-events").Count == 0));
        Assert.Equal(201, (await app.PostAsync("/v1/transactions", TransactionBench.DepositOf(wallet, 700, "ten-times"), _fintech.NewName())).StatusCode);
        var again = await app.PostAsync("/v1/transactions", TransactionBench.DepositOf(wallet, 700, "ten-times"), _fintech.NewName());
        Assert.Equal((422, "bank-event-taken"), (again.StatusCode, again.Field("reasonCode")));
        Assert.Equal((700, BankEventState.Fulfilled), (await _fintech.BalanceAsync(wallet), (await _fintech.FindEventAsync("ten-times"))!.State));
    }

    [Theory]
    [InlineData("malformed-event", "no json")]
    [InlineData("malformed-event", """{"eventId":"dead-1","type":"deposit.sent","partnerId":"demo","walletId":"WALLET","amount":{"value":1,"currency":"USD"},"occurredAt":"2026-01-31T12:00:00Z"}""")]
    [InlineData("unknown-partner", """{"eventId":"dead-2","type":"deposit.received","partnerId":"nobody","walletId":"WALLET","amount":{"value":1,"currency":"USD"},"occurredAt":"2026-01-31T12:00:00Z"}""")]
    [InlineData("unknown-wallet", """{"eventId":"dead-3","type":"deposit.received","partnerId":"demo","walletId":"wal_00aaaaaaaaaaaaaaaaaaaa","amount":{"value":1,"currency":"USD"},"occurredAt":"2026-01-31T12:00:00Z"}""")]
    [InlineData("currency-mismatch", """{"eventId":"dead-4","type":"deposit.received","partnerId":"demo","walletId":"WALLET","amount":{"value":1,"currency":"EUR"},"occurredAt":"2026-01-31T12:00:00Z"}""")]
    [InlineData("event-id-reused", """{"eventId":"EVENT","type":"deposit.received","partnerId":"demo","walletId":"WALLET","amount":{"value":2,"currency":"USD"},"occurredAt":"2026-01-31T12:00:00Z"}""")]
    public async Task A_message_that_can_never_be_kept_is_set_aside_with_the_reason(string reason, string body)
    {
        var wallet = await _fintech.OpenAsync();
        var eventId = await _fintech.AnnounceAsync(wallet, 1);
        await using var bank = new SandboxBank(app.Host.ServiceBus, TimeProvider.System);
        var messageId = _fintech.NewName();
        await bank.SendAsync(
            messageId,
            body.Replace("WALLET", wallet.Value, StringComparison.Ordinal).Replace("EVENT", eventId, StringComparison.Ordinal),
            CancellationToken.None);
        await Fintech.UntilAsync(() => Task.FromResult(
            app.Host.PeekMessages("bank-events/$deadletterqueue").Any(message => message.MessageId == messageId && message.DeadLetterReason == reason)));
    }
}
