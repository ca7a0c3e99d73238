using System.Text.Json;
using WalletFunctions.BankEvents;
using WalletFunctions.Local.Sandbox.Bank;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Tests.Functions.Events;
using WalletFunctions.Tests.Shared.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Local.Sandbox.Bank;

public sealed class SandboxBankTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Everything_that_it_tells_is_what_the_app_reads()
    {
        await using var bus = new RecordingBus();
        await using var bank = new SandboxBank(bus, TimeProvider.System);
        var reason = new Dictionary<string, string> { ["reasonCode"] = "AC04" };
        await bank.ReceiveDepositAsync(Orders.Partner, Orders.Alice, Orders.Usd(1), "rent", None);
        await bank.TellMoneyAsync("payment.returned", Orders.Partner, Orders.Alice, Orders.Usd(1), reason, None);
        await bank.TellMoneyAsync("direct-debit.requested", Orders.Partner, Orders.Alice, Orders.Usd(1), new Dictionary<string, string>(), None);
        await bank.TellMoneyAsync("chargeback.received", Orders.Partner, Orders.Alice, Orders.Usd(1), reason, None);
        await bank.TellOutcomeAsync(Ended("payout", "settled", null), None);
        await bank.TellOutcomeAsync(Ended("payout", "rejected", "AC04"), None);
        await bank.TellOutcomeAsync(Ended("collection", "settled", null), None);
        await bank.TellBlockAsync(Orders.Partner, Orders.Alice, isBlocked: true, 1, None);
        await bank.TellBlockAsync(Orders.Partner, Orders.Alice, isBlocked: false, 2, None);
        await bank.TellKycAsync(Orders.Partner, CustomerId.Parse("c-1"), "full", "verified", 1, None);

        Assert.Equal(
            [
                BankEventType.DepositReceived, BankEventType.PaymentReturned, BankEventType.DirectDebitRequested, BankEventType.ChargebackReceived,
                BankEventType.WithdrawalSettled, BankEventType.WithdrawalRejected, BankEventType.DepositReceived,
                BankEventType.WalletBlocked, BankEventType.WalletUnblocked, BankEventType.CustomerKycChanged,
            ],
            bus.Sent.Select(message => Read(message.Body.ToMemory()).Type));
    }

    [Fact]
    public async Task The_same_outcome_is_the_same_event_in_a_message_of_its_own()
    {
        await using var bus = new RecordingBus();
        await using var bank = new SandboxBank(bus, TimeProvider.System);
        await bank.TellOutcomeAsync(Ended("payout", "settled", null), None);
        await bank.TellOutcomeAsync(Ended("payout", "settled", null), None);
        Assert.Equal(bus.Sent[0].Body.ToString(), bus.Sent[1].Body.ToString());
        Assert.NotEqual(bus.Sent[0].MessageId, bus.Sent[1].MessageId);
    }

    [Theory]
    [InlineData("rent bank-settle-later", 1L, BankScript.SettleLater)]
    [InlineData("BANK-DECLINE; rent", 66_503L, BankScript.Decline)]
    [InlineData("bank-unheard-of", 66_501L, BankScript.Decline)]
    [InlineData("riverbank-decline", 1L, BankScript.Approve)]
    [InlineData(null, 66_515L, BankScript.RejectAfterSettle)]
    [InlineData(null, 66_516L, BankScript.OtherAmount)]
    [InlineData(null, 66_518L, BankScript.Approve)]
    [InlineData(null, 66_499L, BankScript.Approve)]
    [InlineData("c.bank-error", null, BankScript.Error)]
    [InlineData(null, null, BankScript.Approve)]
    public void A_word_chooses_the_script_else_the_amount(string? text, long? amount, BankScript script) => Assert.Equal(script, BankScripts.Of(text, amount));

    private static BankMovement Ended(string kind, string status, string? code) => new(
        Orders.Transfer().Id.Value,
        Orders.Partner.Value,
        Orders.Alice.Value,
        kind,
        JsonSerializer.SerializeToElement(new { value = 1, currency = "USD" }),
        default,
        BankScript.Approve,
        status,
        code,
        Orders.Now);

    private static BankEvent Read(ReadOnlyMemory<byte> body) => BankEventReader.Read(body, Orders.Now) switch
    {
        Result<BankEvent>.Accepted it => it.Value,
        Result<BankEvent>.Refused it => throw new InvalidOperationException($"{string.Join("; ", it.Refusal.Faults)} in {System.Text.Encoding.UTF8.GetString(body.Span)}"),
        _ => throw new InvalidOperationException(),
    };
}
