using System.Text;
using WalletFunctions.BankEvents;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Tests.Shared.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Functions.BankEvents;

public sealed class BankEventReaderTests
{
    private static readonly string Head = $"\"partnerId\":\"demo\",\"walletId\":\"{Orders.Alice}\",\"amount\":{{\"value\":1,\"currency\":\"USD\"}}";

    [Theory]
    [InlineData("2026-01-31T12:00:00Z")]
    [InlineData("2026-01-31T12:00:00.1234567Z")]
    [InlineData("2026-01-31T13:00:00+01:00")]
    public void Reads_a_deposit(string occurredAt) => Read($$"""{"eventId":"e-1","type":"deposit.received",{{Head}},"occurredAt":"{{occurredAt}}"}""").Match(
        bankEvent =>
        {
            Assert.Equal((BankEventState.Open, 0, Orders.Usd(1)), (bankEvent.State, bankEvent.Claims, bankEvent.Amount));
            Assert.Equal(TimeSpan.Zero, bankEvent.OccurredAt.Offset);
            return true;
        },
        refusal => throw new InvalidOperationException(refusal.Detail));

    [Theory]
    [InlineData("""{"eventId":"e","type":"deposit.sent",HEAD,"occurredAt":"2026-01-31T12:00:00Z"}""", "type")]
    [InlineData("""{"eventId":"e e","type":"deposit.received",HEAD,"occurredAt":"2026-01-31T12:00:00Z"}""", "eventId")]
    [InlineData("""{"eventId":"e","type":"deposit.received",HEAD,"occurredAt":"2026-01-31T12:00:00"}""", "occurredAt")]
    [InlineData("""{"eventId":"e","type":"deposit.received",HEAD,"occurredAt":"yesterday"}""", "occurredAt")]
    [InlineData("""{"eventId":"e","type":"deposit.received",HEAD,"occurredAt":"2026-01-31T12:00:00Z","more":1}""", "more")]
    [InlineData("""{"eventId":"e","type":"deposit.received"}""", "partnerId,walletId,amount,occurredAt")]
    [InlineData("no json", "body")]
    public void Names_every_field_that_does_not_fit(string body, string fields) => Read(body.Replace("HEAD", Head, StringComparison.Ordinal)).Match(
        bankEvent => throw new InvalidOperationException(bankEvent.EventId),
        refusal =>
        {
            Assert.Equal(fields.Split(','), refusal.Faults.Select(fault => fault.Field));
            return true;
        });

    private static WalletFunctions.Shared.Reasons.Result<BankEvent> Read(string body) => BankEventReader.Read(Encoding.UTF8.GetBytes(body), Orders.Now);
}
