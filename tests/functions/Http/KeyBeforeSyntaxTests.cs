using System.Text;
using System.Text.Json;
using WalletFunctions.Json;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Tests.Functions.Running;
using WalletFunctions.Tests.Functions.Transactions;
using WalletFunctions.Tests.Shared.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Functions.Http;

public sealed class KeyBeforeSyntaxTests(RunningApp app) : IClassFixture<RunningApp>
{
    private readonly Fintech _fintech = new(app);

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"type":"\ud800"}""")]
    public async Task A_malformed_request_under_a_used_key_is_another_request(string body)
    {
        var key = _fintech.NewName();
        var first = await app.PostAsync("/v1/transactions", TransactionBench.TransferOf(await _fintech.OpenWithAsync(100), await _fintech.OpenAsync(), 1), key);
        Assert.Equal(201, first.StatusCode);
        var other = await app.PostAsync("/v1/transactions", body, key);
        Assert.Equal((422, "idempotency-key-reused"), (other.StatusCode, other.Field("code")));
        Assert.Equal(400, (await app.PostAsync("/v1/transactions", body, _fintech.NewName())).StatusCode);
    }

    [Fact]
    public async Task What_was_accepted_before_the_contract_became_stricter_gets_its_first_answer_again()
    {
        // A field that the contract does not know (any more), in a claim that was answered then.
        const string body = """{"type":"transfer","amount":{"value":1,"currency":"USD"},"formerly":"known"}""";
        var key = _fintech.NewName();
        using var document = JsonDocument.Parse(body);
        var order = new TransactionOrder
        {
            Partner = Orders.Partner,
            Id = TransactionId.Derive(Orders.Partner, key),
            Type = TransactionType.Transfer,
            Amount = new(1, WalletFunctions.Shared.Monetary.Currency.Parse("USD")),
            Source = Orders.Alice,
            Destination = Orders.Bob,
            TimeZone = "UTC",
            CreatedAt = Orders.Now,
        };
        var claimed = await app.Service<ITransactionStore>().ClaimAsync(
            new Transaction
            {
                Order = order,
                IdempotencyKey = key,
                Fingerprint = JsonFingerprint.Of("POST /v1/transactions", document.RootElement),
                Request = Encoding.UTF8.GetBytes(body),
                TraceId = "t",
                UpdatedAt = Orders.Now,
                Answer = new StoredAnswer(StoredAnswer.Settled, Encoding.UTF8.GetBytes("""{"first":"answer"}""")),
                Status = TransactionStatus.Settled,
            },
            CancellationToken.None);
        Assert.NotNull(claimed);
        var replay = await app.SendUncheckedAsync(HttpMethod.Post, "/v1/transactions", RunningApp.Json(body), ("Idempotency-Key", key));
        Assert.Equal((201, """{"first":"answer"}""", "true"), (replay.StatusCode, replay.Text, replay.Header("Idempotency-Replayed")));
        Assert.Equal("settled", (await app.GetAsync($"/v1/transactions?idempotencyKey={key}")).Field("status"));
    }
}
