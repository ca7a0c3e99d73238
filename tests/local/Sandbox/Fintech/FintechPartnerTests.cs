using System.Net;
using System.Security.Cryptography;
using System.Text;
using WalletFunctions.Local.Sandbox.Fintech;
using WalletFunctions.Local.Sandbox.Fintech.Mirror;
using WalletFunctions.Shared.Callbacks.Signing;
using WalletFunctions.Tests.Functions.Callbacks;
using WalletFunctions.Tests.Shared.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Local.Sandbox.Fintech;

/// <summary>The fintech against a bank whose answers the test writes.</summary>
public sealed class FintechPartnerTests : IDisposable
{
    private const string Event = """{"type":"deposit.received","data":{"eventId":"e1","walletId":"w","amount":{"value":100,"currency":"USD"}}}""";

    private readonly HandClock _clock = new();
    private readonly ScriptedBank _bank = new();
    private readonly WebhookSecret _old = Secret("old");
    private readonly WebhookSecret _new = Secret("new");
    private readonly FintechPartner _fintech;

    public FintechPartnerTests() => _fintech = new FintechPartner(
        new FintechPartnerOptions
        {
            Partner = Orders.Partner,
            Bank = new HttpClient(_bank) { BaseAddress = new Uri("http://bank.example/") },
            Secrets = [_old, _new],
            FirstAskAfter = TimeSpan.Zero,
            MaxAsks = 3,
        },
        _clock);

    public void Dispose() => _fintech.Dispose();

    [Fact]
    public async Task Only_a_call_that_a_trusted_secret_signed_just_now_is_taken()
    {
        Assert.Equal(204, await ReceiveAsync("m1", Event, _old));
        Assert.Equal(204, await ReceiveAsync("m2", Event, _new));
        Assert.Equal(401, await ReceiveAsync("m3", Event, Secret("stranger")));
        Assert.Equal(401, await ReceiveAsync("m4", Event, _old, at: _clock.Now - TimeSpan.FromMinutes(6)));
        Assert.Equal(401, await ReceiveAsync("m5", Event, _old, at: _clock.Now + TimeSpan.FromMinutes(6)));
        Assert.Equal(401, await _fintech.ReceiveAsync(Sign("m6", Event, _old), "{}"u8.ToArray(), default));
        _fintech.Trust(_new);
        Assert.Equal(401, await ReceiveAsync("m7", Event, _old));
        Assert.Equal((2, 5), (_fintech.Callbacks, _fintech.Forged));
    }

    [Fact]
    public async Task A_callback_that_comes_ten_times_is_answered_by_one_request()
    {
        _bank.Answer(201, Settled("t1", "event-e1", 1, 100, 100));
        for (var time = 0; time < 10; time++)
        {
            Assert.Equal(204, await ReceiveAsync("m1", Event, _old));
        }

        await _fintech.RestAsync();
        Assert.Equal(["POST /v1/transactions event-e1", "POST /v1/transactions/t1/acknowledgement committed"], _bank.Calls);
        Assert.Equal(100, Assert.Single(_fintech.Ledger.Wallets).BalanceMinor);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(429)]
    [InlineData(409)]
    [InlineData(422)]
    [InlineData(202)]
    public async Task An_answer_that_says_nothing_keeps_the_provisional_booking_and_the_bank_is_asked_by_key(int status)
    {
        _bank.Answer(status, """{"code":"idempotency-key-reused","status":"initiated","reverseProvisional":false,"transactionId":"t1"}""");
        _bank.Answer(200, """{"transactionId":"t1","idempotencyKey":"k","status":"initiated","reverseProvisional":false}""");
        _bank.Answer(200, Settled("t1", "k", 1, -5, 95));
        Assert.Equal(ProvisionalState.Committed, await _fintech.RequestAsync(BankRequest.Withdrawal("k", "w", 5, "USD", "e"), default));
        Assert.Equal(["POST /v1/transactions k", "GET /v1/transactions?idempotencyKey=k", "GET /v1/transactions?idempotencyKey=k", "POST /v1/transactions/t1/acknowledgement committed"], _bank.Calls);
    }

    [Fact]
    public async Task Only_a_stored_refusal_takes_the_provisional_booking_back()
    {
        _bank.Answer(422, """{"transactionId":"t1","code":"declined","reverseProvisional":true}""");
        Assert.Equal(ProvisionalState.Reversed, await _fintech.RequestAsync(BankRequest.Transfer("k", "w", "v", 5, "USD"), default));
        Assert.Equal("POST /v1/transactions/t1/acknowledgement reversed", _bank.Calls[^1]);
    }

    [Fact]
    public async Task A_request_that_the_bank_never_saw_is_sent_again_under_its_key()
    {
        _bank.Answer(503, "{}");
        _bank.Answer(404, "{}");
        _bank.Answer(201, Settled("t1", "k", 1, 100, 100));
        Assert.Equal(ProvisionalState.Committed, await _fintech.RequestAsync(BankRequest.Deposit("k", "w", 100, "USD", "e"), default));
    }

    [Fact]
    public async Task Without_any_answer_it_stays_held_until_the_fintech_recovers()
    {
        _fintech.Behaviour.Let(FintechFault.LoseAnswer, 1);
        _bank.Answer(201, Settled("t1", "k", 1, 100, 100));
        _bank.Answer(500, "{}");
        Assert.Equal(ProvisionalState.Held, await _fintech.RequestAsync(BankRequest.Deposit("k", "w", 100, "USD", "e"), default));
        _bank.Clear();
        _bank.Answer(201, Settled("t1", "k", 1, 100, 100));
        await _fintech.RecoverAsync(default);
        Assert.Equal(ProvisionalState.Committed, _fintech.Ledger.Find("k")!.State);
    }

    [Fact]
    public async Task A_lie_is_refused_and_told_straight_afterwards()
    {
        _fintech.Behaviour.Let(FintechFault.LieAboutAmount, 1);
        _bank.Answer(422, """{"transactionId":"t1","code":"declined","reverseProvisional":true}""");
        _bank.Answer(201, Settled("t2", "event-e1", 1, 100, 100));
        await ReceiveAsync("m1", Event, _old);
        await _fintech.RestAsync();
        Assert.Equal(["POST /v1/transactions lie-e1", "POST /v1/transactions event-e1"], _bank.Calls.Where(call => !call.Contains("acknow", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task It_says_how_a_transaction_ended_to_the_bank_alone()
    {
        _bank.Answer(201, Settled("t1", "k", 1, 100, 100));
        await _fintech.RequestAsync(BankRequest.Deposit("k", "w", 100, "USD", "e"), default);
        const string question = """{"transactionId":"t1","idempotencyKey":"k"}""";
        const string other = """{"transactionId":"t2","idempotencyKey":"l"}""";
        Assert.Contains("committed", _fintech.AnswerStatus(Sign("q1", question, _new), Encoding.UTF8.GetBytes(question)), StringComparison.Ordinal);
        Assert.Contains("unknown", _fintech.AnswerStatus(Sign("q2", other, _new), Encoding.UTF8.GetBytes(other)), StringComparison.Ordinal);
        Assert.Null(_fintech.AnswerStatus(Sign("q3", question, Secret("stranger")), Encoding.UTF8.GetBytes(question)));
    }

    private static string Settled(string id, string key, long sequence, long delta, long balance) => $$"""
        {"transactionId":"{{id}}","idempotencyKey":"{{key}}","status":"settled","reverseProvisional":false,"postings":[{"postingId":"{{id}}.post",
        "bookingDate":"2026-11-20","entries":[{"walletId":"w","sequence":{{sequence}},"direction":"{{(delta < 0 ? "debit" : "credit")}}",
        "amount":{"value":{{Math.Abs(delta)}},"currency":"USD"},"balanceAfter":{"value":{{balance}},"currency":"USD"},"time":"2026-11-20T08:30:00.000Z"}]}]}
        """;

    private static WebhookSecret Secret(string name) => WebhookSecret.FromBytes(SHA256.HashData(Encoding.UTF8.GetBytes(name)));

    private WebhookHeaders Sign(string id, string body, WebhookSecret secret, DateTimeOffset? at = null) =>
        WebhookSignature.Sign(id, at ?? _clock.Now, Encoding.UTF8.GetBytes(body), [secret]);

    private Task<int?> ReceiveAsync(string id, string body, WebhookSecret secret, DateTimeOffset? at = null) =>
        _fintech.ReceiveAsync(Sign(id, body, secret, at), Encoding.UTF8.GetBytes(body), default);

    /// <summary>Gives its answers in order, the last one again and again; acknowledgements are always taken.</summary>
    private sealed class ScriptedBank : HttpMessageHandler
    {
        private readonly Queue<(int Status, string Body)> _answers = new();
        private (int Status, string Body) _last = (500, "{}");

        public List<string> Calls { get; } = [];

        public void Answer(int status, string body) => _answers.Enqueue((status, body));

        public void Clear() => _answers.Clear();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var path = request.RequestUri!.PathAndQuery;
            if (path.EndsWith("/acknowledgement", StringComparison.Ordinal))
            {
                var body = await request.Content!.ReadAsStringAsync(cancellationToken);
                Calls.Add($"{request.Method} {path} {(body.Contains("committed", StringComparison.Ordinal) ? "committed" : "reversed")}");
                return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("{}") };
            }

            var key = request.Headers.TryGetValues("Idempotency-Key", out var keys) ? " " + keys.Single() : string.Empty;
            Calls.Add($"{request.Method} {path}{key}");
            _last = _answers.TryDequeue(out var next) ? next : _last;
            return new HttpResponseMessage((HttpStatusCode)_last.Status) { Content = new StringContent(_last.Body) };
        }
    }
}
