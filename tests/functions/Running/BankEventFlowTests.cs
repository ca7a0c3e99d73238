using System.Text.Json;
using WalletFunctions.Local.Sandbox.Fintech;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Callbacks;
using WalletFunctions.Shared.Callbacks.Signing;
using WalletFunctions.Shared.Reconciliation.Breaks;
using WalletFunctions.Shared.Storage;
using Xunit;

namespace WalletFunctions.Tests.Functions.Running;

/// <summary>The delegated flow from end to end, over the real queue and HTTP.</summary>
public sealed class BankEventFlowTests(RunningApp app) : IClassFixture<RunningApp>
{
    // The sandbox's bank rejects every instruction of this very amount.
    private const long Rejected = 66_501;

    [Theory]
    [InlineData(BankEventType.DepositReceived, "deposit", 700, 1_700)]
    [InlineData(BankEventType.PaymentReturned, "deposit", 700, 1_700)]
    [InlineData(BankEventType.ChargebackReceived, "withdrawal", 700, 300)]
    [InlineData(BankEventType.DirectDebitRequested, "withdrawal", 700, 300)]
    public async Task An_event_is_answered_by_the_partners_own_transaction_and_linked_both_ways(BankEventType type, string answer, long minor, long balance)
    {
        var platform = await Platform.CreateAsync(app);
        var wallet = await platform.OpenWithAsync(1_000);
        var eventId = await platform.TellAsync(type, wallet, minor);
        var open = await platform.ReadAsync(eventId);
        Assert.Equal(("open", answer), (open.Field("state"), open.Field("answerWith")));

        var wrong = await platform.AnswerAsync(answer, wallet, minor + 1, eventId);
        Assert.Equal((422, "bank-event-mismatch"), (wrong.StatusCode, wrong.Field("reasonCode")));
        Assert.Equal("amount.value", wrong.Json.GetProperty("errors")[0].GetProperty("field").GetString());
        var other = await platform.AnswerAsync(answer == "deposit" ? "withdrawal" : "deposit", wallet, minor, eventId);
        Assert.Equal((422, "type"), (other.StatusCode, other.Json.GetProperty("errors")[0].GetProperty("field").GetString()));

        var settled = await platform.AnswerAsync(answer, wallet, minor, eventId);
        Assert.True(settled.StatusCode == 201, settled.Text);
        var fulfilled = await platform.ReadAsync(eventId);
        Assert.Equal(("fulfilled", settled.Field("transactionId")), (fulfilled.Field("state"), fulfilled.Field("transactionId")));
        Assert.Equal(eventId, (await platform.GetAsync(settled.Header("Location")!)).Field("bankEventId"));

        var second = await platform.AnswerAsync(answer, wallet, minor, eventId);
        Assert.Equal((422, "bank-event-taken"), (second.StatusCode, second.Field("reasonCode")));
        var declined = await platform.DeclineAsync(eventId);
        Assert.Equal((409, "bank-event-not-open"), (declined.StatusCode, declined.Field("code")));
        Assert.Equal((balance, (-balance, 0L)), (await platform.BalanceAsync(wallet), await platform.SystemAsync()));
        await NobodyIsToSeeToItAsync(platform, eventId);
    }

    [Theory]
    [InlineData(BankEventType.DepositReceived, "deposit", -1_700, 700, 1_700)]
    [InlineData(BankEventType.PaymentReturned, "deposit", -1_700, 700, 1_700)]
    [InlineData(BankEventType.ChargebackReceived, "withdrawal", -300, -700, 300)]
    public async Task What_is_declined_waits_in_suspense_and_a_late_claim_takes_it_from_there(
        BankEventType type, string answer, long settlement, long suspense, long balance)
    {
        var platform = await Platform.CreateAsync(app);
        var wallet = await platform.OpenWithAsync(1_000);
        var eventId = await platform.TellAsync(type, wallet, 700);
        var declined = await platform.DeclineAsync(eventId);
        Assert.True(declined.StatusCode == 200, declined.Text);
        Assert.Equal("suspended", declined.Field("state"));
        Assert.Equal(declined.Text, (await platform.DeclineAsync(eventId)).Text);
        await Fintech.UntilAsync(async () => await platform.SystemAsync() == (settlement, suspense));
        Assert.Equal(1_000, await platform.BalanceAsync(wallet));
        await NobodyIsToSeeToItAsync(platform, eventId);

        var late = await platform.AnswerAsync(answer, wallet, 700, eventId);
        Assert.True(late.StatusCode == 201, late.Text);
        Assert.Equal((balance, (-balance, 0L)), (await platform.BalanceAsync(wallet), await platform.SystemAsync()));
        Assert.Equal("fulfilled", (await platform.ReadAsync(eventId)).Field("state"));
    }

    [Fact]
    public async Task A_deadline_that_falls_puts_the_money_in_suspense_and_two_persons_send_it_back()
    {
        var platform = await Platform.CreateAsync(app, bankEventDeadlineSeconds: 1);
        var wallet = await platform.OpenAsync();
        var eventId = await platform.TellAsync(BankEventType.DepositReceived, wallet, 700);
        await platform.UntilStateAsync(eventId, "suspended");
        await Fintech.UntilAsync(async () => await platform.SystemAsync() == (-700, 700));

        Assert.Equal(403, (await platform.ProposeReturnAsync(eventId, null)).StatusCode);
        Assert.Equal(409, (await platform.ApproveReturnAsync(eventId, "bob")).StatusCode);
        Assert.Equal(200, (await platform.ProposeReturnAsync(eventId, "alice")).StatusCode);
        var same = await platform.ApproveReturnAsync(eventId, "alice");
        Assert.Equal((403, "second-person-required"), (same.StatusCode, same.Field("code")));
        Assert.Equal(200, (await platform.ApproveReturnAsync(eventId, "bob")).StatusCode);
        var refused = await platform.AnswerAsync("deposit", wallet, 700, eventId);
        Assert.Equal((422, "bank-event-closed"), (refused.StatusCode, refused.Field("reasonCode")));
        await platform.UntilStateAsync(eventId, "returned");
        Assert.Equal((0, (0L, 0L)), (await platform.BalanceAsync(wallet), await platform.SystemAsync()));
        await NobodyIsToSeeToItAsync(platform, eventId);
    }

    [Fact]
    public async Task A_return_that_the_bank_refuses_leaves_the_money_in_suspense_and_opens_a_break()
    {
        var platform = await Platform.CreateAsync(app);
        var wallet = await platform.OpenAsync();
        var eventId = await platform.TellAsync(BankEventType.DepositReceived, wallet, Rejected);
        await platform.DeclineAsync(eventId);
        await platform.ProposeReturnAsync(eventId, "alice");
        Assert.Equal("returning", (await platform.ApproveReturnAsync(eventId, "bob")).Field("state"));
        await platform.UntilStateAsync(eventId, "suspended");
        var breaks = await app.Service<IBreakStore>().ListAsync(platform.Id, new BreakQuery { Limit = 10 }, CancellationToken.None);
        Assert.Equal(BreakKind.UnclaimedBankEvent, Assert.Single(breaks.Items).Kind);
        Assert.Equal(409, (await platform.ProposeReturnAsync(eventId, "alice")).StatusCode);
        Assert.Equal((-Rejected, Rejected), await platform.SystemAsync());
    }

    [Fact]
    public async Task A_direct_debit_that_nobody_answers_is_turned_away_at_the_bank_and_nothing_is_posted()
    {
        var platform = await Platform.CreateAsync(app, bankEventDeadlineSeconds: 1);
        var wallet = await platform.OpenAsync();
        var eventId = await platform.TellAsync(BankEventType.DirectDebitRequested, wallet, 700);
        await platform.UntilStateAsync(eventId, "rejected");
        await NobodyIsToSeeToItAsync(platform, eventId);
        var refused = await platform.AnswerAsync("withdrawal", wallet, 700, eventId);
        Assert.Equal((422, "bank-event-closed"), (refused.StatusCode, refused.Field("reasonCode")));
        Assert.Equal((0L, 0L), await platform.SystemAsync());
    }

    [Fact]
    public async Task A_direct_debit_that_the_bank_itself_refuses_is_given_back_and_one_that_it_will_not_turn_away_opens_a_break()
    {
        var platform = await Platform.CreateAsync(app);
        var wallet = await platform.OpenWithAsync(100_000);
        var eventId = await platform.TellAsync(BankEventType.DirectDebitRequested, wallet, Rejected);
        var failed = await platform.AnswerAsync("withdrawal", wallet, Rejected, eventId);
        Assert.Equal((422, "failed"), (failed.StatusCode, failed.Field("code")));
        Assert.Equal("open", (await platform.ReadAsync(eventId)).Field("state"));
        Assert.Equal((100_000, (-100_000L, 0L)), (await platform.BalanceAsync(wallet), await platform.SystemAsync()));

        Assert.Equal("rejected", (await platform.DeclineAsync(eventId)).Field("state"));
        await NobodyIsToSeeToItAsync(platform, eventId);
        var breaks = await app.Service<IBreakStore>().ListAsync(platform.Id, new BreakQuery { Limit = 10 }, CancellationToken.None);
        Assert.Equal(BreakKind.UnclaimedBankEvent, Assert.Single(breaks.Items).Kind);
    }

    [Fact]
    public async Task A_declined_transaction_gives_the_event_back_and_another_one_may_take_it()
    {
        var platform = await Platform.CreateAsync(app);
        var wallet = await platform.OpenAsync();
        var eventId = await platform.TellAsync(BankEventType.DirectDebitRequested, wallet, 700);
        var poor = await platform.AnswerAsync("withdrawal", wallet, 700, eventId);
        Assert.Equal((422, "insufficient-funds"), (poor.StatusCode, poor.Field("reasonCode")));
        Assert.Equal("open", (await platform.ReadAsync(eventId)).Field("state"));

        var funds = await platform.TellAsync(BankEventType.DepositReceived, wallet, 1_000);
        await platform.AnswerAsync("deposit", wallet, 1_000, funds);
        Assert.Equal(201, (await platform.AnswerAsync("withdrawal", wallet, 700, eventId)).StatusCode);
        Assert.Equal((300, (-300L, 0L)), (await platform.BalanceAsync(wallet), await platform.SystemAsync()));
    }

    [Fact]
    public async Task Of_many_answers_and_a_decline_at_once_one_wins_and_money_moves_once()
    {
        var platform = await Platform.CreateAsync(app);
        var wallet = await platform.OpenAsync();
        var eventId = await platform.TellAsync(BankEventType.DepositReceived, wallet, 700);
        var decline = platform.DeclineAsync(eventId);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => platform.AnswerAsync("deposit", wallet, 700, eventId)));
        await decline;
        Assert.Single(answers, answer => answer.StatusCode == 201);
        Assert.All(answers, answer => Assert.Contains(answer.StatusCode, new[] { 201, 422 }));
        await Fintech.UntilAsync(async () => await platform.SystemAsync() == (-700, 0));
        Assert.Equal(700, await platform.BalanceAsync(wallet));
    }

    [Fact]
    public async Task The_fintech_answers_what_its_callback_told_it()
    {
        const string SecretText = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        var platform = await Platform.CreateAsync(app);
        var wallet = await platform.OpenAsync();
        app.Settings[$"Callbacks:Secrets:{platform.Id}:s1"] = SecretText;
        await app.StopAsync();
        await app.StartAsync();
        await using var sandbox = await FintechSandbox.StartAsync(0, TimeProvider.System, CancellationToken.None);
        using var http = new HttpClient { BaseAddress = app.Http.BaseAddress };
        http.DefaultRequestHeaders.Add("X-Partner", platform.Id.Value);
        var fintech = sandbox.Serve(new FintechPartnerOptions { Partner = platform.Id, Bank = http, Secrets = [WebhookSecret.Parse(SecretText)] });
        fintech.Ledger.Open(wallet.Value, "USD");
        Assert.Equal(201, (await fintech.RegisterAsync(sandbox.BaseUrl, "s1", ["*"], CancellationToken.None)).StatusCode);

        var eventId = await platform.TellAsync(BankEventType.DepositReceived, wallet, 700);
        await platform.UntilStateAsync(eventId, "fulfilled");
        await fintech.RestAsync();
        Assert.Empty(await fintech.CompareLedgersAsync(CancellationToken.None));

        var delivered = await app.Service<ICallbackStore>().ListAsync(platform.Id, new CallbackQuery(CallbackState.Delivered, null, null, 50, null), CancellationToken.None);
        var told = Assert.Single(delivered.Items, callback => callback.EventType == "deposit.received");
        using var document = JsonDocument.Parse((await app.Service<ICallbackStore>().FindAsync(platform.Id, told.Id, CancellationToken.None))!.Callback.Body);
        Assert.Equal(eventId, document.RootElement.GetProperty("data").GetProperty("eventId").GetString());
    }

    [Fact]
    public async Task Events_are_listed_by_state_and_only_to_their_partner()
    {
        var (platform, stranger) = (await Platform.CreateAsync(app), await Platform.CreateAsync(app));
        var wallet = await platform.OpenAsync();
        var ids = new List<string>();
        for (var number = 1; number <= 5; number++)
        {
            ids.Add(await platform.TellAsync(BankEventType.DepositReceived, wallet, number));
        }

        await platform.DeclineAsync(ids[0]);
        var listed = new List<string>();
        var path = "/v1/bank-events?state=open&limit=3";
        for (string? cursor = string.Empty; cursor is not null;)
        {
            var page = await platform.GetAsync(cursor.Length == 0 ? path : $"{path}&cursor={cursor}");
            listed.AddRange(page.Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("eventId").GetString()!));
            cursor = page.Json.GetProperty("nextCursor").GetString();
        }

        Assert.Equal(ids.Skip(1).Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
        Assert.Empty((await stranger.GetAsync("/v1/bank-events")).Json.GetProperty("items").EnumerateArray());
        Assert.Equal(404, (await stranger.ReadAsync(ids[0])).StatusCode);
        Assert.Equal(400, (await platform.GetAsync("/v1/bank-events?state=lost")).StatusCode);
        Assert.Equal(400, (await platform.GetAsync("/v1/bank-events/a~b")).StatusCode);
        Assert.Equal(404, (await platform.DeclineAsync("unknown")).StatusCode);
    }

    private Task NobodyIsToSeeToItAsync(Platform platform, string eventId)
    {
        var key = BankEventKey.Derive(platform.Id, eventId);
        var bucket = RowBucket.Of(key.Value);
        return Fintech.UntilAsync(async () =>
        {
            var work = await app.Service<IBankEventStore>().ListWorkAsync(platform.Id, bucket, DateTimeOffset.MaxValue.AddYears(-1), 100, CancellationToken.None);
            return work.All(entry => entry.Key != key);
        });
    }
}
