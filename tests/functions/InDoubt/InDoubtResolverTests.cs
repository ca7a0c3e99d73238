using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using WalletFunctions.Callbacks;
using WalletFunctions.Callbacks.Sending;
using WalletFunctions.InDoubt;
using WalletFunctions.Shared.Callbacks;
using WalletFunctions.Shared.Callbacks.Endpoints;
using WalletFunctions.Shared.Callbacks.Signing;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.InDoubt;
using WalletFunctions.Shared.Partners;
using WalletFunctions.Shared.Reconciliation.Breaks;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Undo;
using WalletFunctions.Tests.Functions.Callbacks;
using WalletFunctions.Tests.Functions.Storage;
using WalletFunctions.Tests.Shared.Partners;
using WalletFunctions.Tests.Shared.Transactions;
using WalletFunctions.Tests.Testing.Reconciliation;
using WalletFunctions.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Functions.InDoubt;

public sealed class InDoubtResolverTests : ISignedQuestions, IMirrorAcknowledgements, IDeliveryStarter, ITransactionStarter
{
    private const int Patience = 900;

    private readonly InMemoryTransactionStore _store = new();
    private readonly InMemoryBreakStore _breaks = new();
    private readonly Deliveries _deliveries = new(new ScriptedSender(200));
    private readonly List<string> _asked = [];
    private readonly List<(TransactionId Id, AcknowledgementOutcome Outcome)> _recorded = [];
    private readonly List<TransactionId> _reversed = [];
    private readonly List<Callback> _delivered = [];
    private PartnerSettings _settings = PartnerSettings.Default;
    private Func<WebhookMessage, Task<SignedAnswer>> _answer = message => Task.FromResult(Says(message, "unknown"));

    [Fact]
    public async Task Nobody_is_asked_before_the_acknowledgement_is_missed()
    {
        await FinishAsync("a", TransactionStatus.Settled);
        _deliveries.Clock.Now = Orders.Now.AddSeconds(Patience - 1);
        await RegisterAsync();
        await SweepAsync();
        Assert.Empty(_asked);
        _deliveries.Clock.Advance(TimeSpan.FromSeconds(1));
        await SweepAsync();
        Assert.Single(_asked);
    }

    [Fact]
    public async Task The_question_is_signed_and_the_answer_recorded_once()
    {
        var id = await FinishAsync("a", TransactionStatus.Settled);
        await RegisterAsync();
        var verdict = WebhookVerdict.Malformed;
        _answer = message =>
        {
            verdict = WebhookVerification.Verify(message.Headers, message.Body.Span, [_deliveries.AddSecret("s1")], _deliveries.Clock.Now, TimeSpan.FromMinutes(5));
            return Task.FromResult(Says(message, "committed"));
        };
        await SweepAsync(late: true);
        await SweepAsync(late: true);
        Assert.Equal(WebhookVerdict.Genuine, verdict);
        Assert.Equal([(id, AcknowledgementOutcome.Committed)], _recorded);
        Assert.Empty(_breaks.All);
    }

    [Fact]
    public async Task What_the_fintech_reversed_is_recorded_is_a_break_and_asks_for_its_own_reversal()
    {
        var id = await FinishAsync("a", TransactionStatus.Settled);
        await RegisterAsync();
        _answer = message => Task.FromResult(Says(message, "reversed"));
        await SweepAsync(late: true);

        Assert.Equal((BreakKind.ReversedByFintech, id), Assert.Single(_breaks.All) is var found ? (found.Kind, found.Transaction) : default);
        var callback = Assert.Single(_delivered);
        Assert.Equal(("transaction.reversal-requested", $"{id}.reversal-requested"), (callback.EventType, callback.EventId));
        Assert.Contains(id.Value, callback.Body, StringComparison.Ordinal);
        Assert.Equal([(id, AcknowledgementOutcome.Reversed)], _recorded);
        Assert.Empty(_reversed);
    }

    [Fact]
    public async Task Where_the_partner_agreed_a_transfer_is_reversed_without_being_asked_for()
    {
        _settings = _settings with { ReversesAutomatically = true };
        var id = await FinishAsync("a", TransactionStatus.Settled);
        await RegisterAsync();
        _answer = message => Task.FromResult(Says(message, "reversed"));
        await SweepAsync(late: true);
        Assert.Equal([id], _reversed);
        Assert.Empty(_delivered);
        Assert.Single(_breaks.All);
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("nonsense")]
    [InlineData("another")]
    [InlineData("503")]
    [InlineData("dead")]
    public async Task What_proves_nothing_is_asked_again_later_and_is_a_break_in_the_end(string behaviour)
    {
        await FinishAsync("a", TransactionStatus.Settled);
        await RegisterAsync();
        _answer = message => Task.FromResult(behaviour switch
        {
            "unknown" => Says(message, "unknown"),
            "nonsense" => new SignedAnswer(Answered(200), "{\"outcome\":"u8.ToArray()),
            "another" => new SignedAnswer(Answered(200), Encoding.UTF8.GetBytes($$"""{"transactionId":"{{Orders.Transfer().Id}}","outcome":"committed"}""")),
            "503" => new SignedAnswer(Answered(503), default),
            _ => new SignedAnswer(new AttemptOutcome.NoAnswer(NoAnswerReason.ConnectionFailed), default),
        });
        for (var sweep = 0; sweep < AskSchedule.Questions; sweep++)
        {
            Assert.Empty(_breaks.All);
            await SweepAsync(late: true);
            await SweepAsync();
        }

        Assert.Equal(AskSchedule.Questions, _asked.Distinct().Count());
        Assert.Equal(_asked.Distinct(), _asked);
        Assert.Equal(BreakKind.Unacknowledged, Assert.Single(_breaks.All).Kind);
        Assert.Empty(_recorded);
        await SweepAsync(late: true);
        Assert.Equal(AskSchedule.Questions, _asked.Count);
    }

    [Fact]
    public async Task A_partner_that_cannot_be_asked_is_not_and_becomes_a_break_in_the_end()
    {
        await FinishAsync("a", TransactionStatus.Settled);
        for (var sweep = 0; sweep < AskSchedule.Questions; sweep++)
        {
            await SweepAsync(late: true);
        }

        Assert.Empty(_asked);
        Assert.Single(_breaks.All);
    }

    [Fact]
    public async Task What_was_acknowledged_meanwhile_is_not_asked_for()
    {
        await FinishAsync("a", TransactionStatus.Settled);
        await RegisterAsync();
        var found = (await _store.FindAsync(Orders.Partner, IdOf("a"), default))!;
        await _store.ReplaceAsync(
            found with { Value = found.Value with { Acknowledgement = new Acknowledgement(AcknowledgementOutcome.Committed, Orders.Now) } }, default);
        await SweepAsync(late: true);
        Assert.Empty(_asked);
        Assert.Empty(await _store.ListDueAsync(Orders.Partner, Bucket("a"), DateTimeOffset.MaxValue, 10, default));
    }

    [Fact]
    public async Task A_fintech_that_fails_in_a_row_is_left_alone()
    {
        for (var number = 0; number < 40; number++)
        {
            await FinishAsync($"t{number}", TransactionStatus.Settled);
        }

        await RegisterAsync();
        _answer = _ => Task.FromResult(new SignedAnswer(new AttemptOutcome.NoAnswer(NoAnswerReason.Timeout), default));
        await SweepAsync(late: true);
        Assert.InRange(_asked.Count, DeliveryCircuit.FailuresToOpen, DeliveryCircuit.FailuresToOpen + InDoubtResolver.MaxAtOnce);
    }

    [Fact]
    public async Task A_transaction_that_cannot_be_looked_after_keeps_no_other_waiting()
    {
        await FinishAsync("a", TransactionStatus.Settled);
        await FinishAsync("b", TransactionStatus.Settled);
        await RegisterAsync();
        _answer = message => Encoding.UTF8.GetString(message.Body.Span).Contains(IdOf("a").Value, StringComparison.Ordinal)
            ? throw new IOException("The vault does not answer.")
            : Task.FromResult(Says(message, "committed"));
        await Assert.ThrowsAsync<AggregateException>(() => SweepAsync(late: true));
        Assert.Equal([IdOf("b")], _recorded.Select(pair => pair.Id));
    }

    Task<SignedAnswer> ISignedQuestions.AskAsync(WebhookMessage message, CancellationToken cancellationToken)
    {
        lock (_asked)
        {
            _asked.Add(message.Headers.Id);
        }

        return _answer(message);
    }

    async Task IMirrorAcknowledgements.RecordAsync(PartnerId partner, TransactionId id, AcknowledgementOutcome outcome, CancellationToken cancellationToken)
    {
        lock (_recorded)
        {
            _recorded.Add((id, outcome));
        }

        var found = (await _store.FindAsync(partner, id, cancellationToken))!;
        await _store.ReplaceAsync(found with { Value = found.Value with { Acknowledgement = new Acknowledgement(outcome, Orders.Now) } }, cancellationToken);
    }

    Task IMirrorAcknowledgements.ReverseAsync(Transaction original, ITransactionStarter starter, CancellationToken cancellationToken)
    {
        _reversed.Add(original.Order.Id);
        return Task.CompletedTask;
    }

    Task IDeliveryStarter.StartAsync(Callback callback, CancellationToken cancellationToken)
    {
        _delivered.Add(callback);
        return Task.CompletedTask;
    }

    Task ITransactionStarter.StartAsync(TransactionOrder order, CancellationToken cancellationToken) => throw new NotSupportedException();

    private static TransactionId IdOf(string key) => TransactionId.Derive(Orders.Partner, key);

    private static int Bucket(string key) => WalletFunctions.Shared.Storage.RowBucket.Of(IdOf(key).Value);

    private static AttemptOutcome.Answered Answered(int status) => new AttemptOutcome.Answered(status, null, 0, false);

    private static SignedAnswer Says(WebhookMessage message, string outcome)
    {
        using var question = System.Text.Json.JsonDocument.Parse(message.Body);
        var id = question.RootElement.GetProperty("transactionId").GetString();
        return new SignedAnswer(Answered(200), Encoding.UTF8.GetBytes($$"""{"transactionId":"{{id}}","outcome":"{{outcome}}"}"""));
    }

    private async Task RegisterAsync()
    {
        await _deliveries.AddEndpointAsync(Orders.Partner.Value);
        var stored = await _deliveries.Endpoints.FindAsync(Orders.Partner, "main", default);
        await _deliveries.Endpoints.SaveAsync(stored!, stored!.Endpoint with { StatusUrl = "https://fintech.example/status" }, default);
    }

    private async Task<TransactionId> FinishAsync(string key, TransactionStatus status)
    {
        var transaction = new Transaction
        {
            Order = Orders.Transfer() with { Id = IdOf(key) },
            IdempotencyKey = key,
            Fingerprint = "f",
            Request = default,
            TraceId = "t",
            UpdatedAt = Orders.Now,
            Status = status,
        };
        await _store.ClaimAsync(transaction, default);
        await _store.CloseAsync(Orders.Partner, IdOf(key), Orders.Now.AddSeconds(Patience), default);
        return IdOf(key);
    }

    private Task SweepAsync(bool late = false)
    {
        if (late)
        {
            _deliveries.Clock.Now = (_deliveries.Clock.Now > Orders.Now ? _deliveries.Clock.Now : Orders.Now).AddDays(2);
        }

        var clock = _deliveries.Clock;
        var endpoints = new EndpointDirectory(_deliveries.Endpoints, clock);
        var partner = InMemoryPartnerStore.Partner(Orders.Partner.Value) with { Settings = _settings };
        return new InDoubtResolver(
            _store,
            _store,
            new InMemoryPartnerStore(partner),
            new EveryBucket(),
            new FintechQuestions(endpoints, new LiveSecrets(_deliveries, NullLogger<LiveSecrets>.Instance), this, new PartnerLanes(new CallbackOptions(), clock), clock),
            this,
            _breaks,
            new RecordCallbacks(_deliveries.Store, endpoints, _deliveries.Recent, clock),
            clock,
            NullLogger<InDoubtResolver>.Instance).SweepAsync(this, this, default);
    }
}
