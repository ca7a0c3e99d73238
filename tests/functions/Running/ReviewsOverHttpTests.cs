using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Risk.Rules;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Lifecycle;
using WalletFunctions.Tests.Functions.Transactions;
using WalletFunctions.Tests.Shared.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Functions.Running;

/// <summary>Transactions that a person of the bank decides, over HTTP: in review, or stuck.</summary>
public sealed class ReviewsOverHttpTests(RunningApp app) : IClassFixture<RunningApp>, IAsyncLifetime
{
    private const long ReviewedMinor = 7_000;

    private readonly Fintech _fintech = new(app);

    public async Task InitializeAsync()
    {
        var rules = app.Service<IRiskRuleSets>();
        var known = await rules.ReadAsync(Orders.Partner, CancellationToken.None);
        if (!known.Rules.OfType<AmountRule>().Any())
        {
            var amounts = new AmountRule { Effect = RuleEffect.Review, FromMinor = ReviewedMinor };
            var saved = await rules.SaveAsync(
                Orders.Partner, known with { Version = known.Version + 1, Rules = [.. known.Rules, amounts] }, CancellationToken.None);
            Assert.IsType<RuleSetChange.Saved>(saved);
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("approve", 201, 3_000)]
    [InlineData("decline", 422, 10_000)]
    public async Task An_operator_decides_once_and_the_transaction_ends_by_it(string decision, int statusCode, long balance)
    {
        var (wallet, body, key, id) = await ParkAsync();
        var decide = $$"""{"decision":"{{decision}}","reason":"known payroll"}""";
        Assert.Equal(403, (await app.PostAsync($"/v1/reviews/{id}/decision", decide)).StatusCode);
        Assert.Equal(403, (await app.GetAsync($"/v1/reviews/{id}")).StatusCode);
        var open = await app.AsAliceAsync(HttpMethod.Get, $"/v1/reviews/{id}");
        Assert.Equal((200, "amount-threshold"), (open.StatusCode, open.Json.GetProperty("findings")[0].GetProperty("code").GetString()));

        var decided = await app.AsAliceAsync(HttpMethod.Post, $"/v1/reviews/{id}/decision", decide);
        Assert.Equal((200, "alice"), (decided.StatusCode, decided.Field("decidedBy")));
        Assert.Equal(409, (await app.AsAliceAsync(HttpMethod.Post, $"/v1/reviews/{id}/decision", decide)).StatusCode);
        await Fintech.UntilAsync(async () => (await app.PostAsync("/v1/transactions", body, key)).StatusCode == statusCode);
        Assert.Equal(balance, await _fintech.BalanceAsync(wallet));
        var transaction = await app.GetAsync($"/v1/transactions/{id}");
        Assert.DoesNotContain("amount-threshold", transaction.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("payroll", transaction.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_review_survives_a_restart_of_the_app()
    {
        var (wallet, body, key, id) = await ParkAsync();
        await app.StopAsync();
        await app.StartAsync();
        Assert.Equal(200, (await app.AsAliceAsync(HttpMethod.Post, $"/v1/reviews/{id}/decision", """{"decision":"approve","reason":"ok"}""")).StatusCode);
        await Fintech.UntilAsync(async () => (await app.PostAsync("/v1/transactions", body, key)).StatusCode == 201);
        Assert.Equal(3_000, await _fintech.BalanceAsync(wallet));
    }

    [Fact]
    public async Task What_is_not_in_review_or_not_stuck_is_refused_with_the_states_named()
    {
        var id = TransactionId.Derive(Orders.Partner, "never");
        Assert.Equal(404, (await app.AsAliceAsync(HttpMethod.Post, $"/v1/reviews/{id}/decision", """{"decision":"approve","reason":"ok"}""")).StatusCode);
        Assert.Equal(404, (await app.AsAliceAsync(HttpMethod.Post, $"/v1/transactions/{id}/resume")).StatusCode);
        Assert.Equal(403, (await app.SendAsync(HttpMethod.Post, $"/v1/transactions/{id}/resume")).StatusCode);

        var wallet = await _fintech.OpenWithAsync(100);
        var settled = await app.PostAsync("/v1/transactions", TransactionBench.TransferOf(wallet, await _fintech.OpenAsync(), 1), _fintech.NewName());
        var settledId = settled.Field("transactionId");
        var decided = await app.AsAliceAsync(HttpMethod.Post, $"/v1/reviews/{settledId}/decision", """{"decision":"approve","reason":"ok"}""");
        Assert.Equal((409, "illegal-transition"), (decided.StatusCode, decided.Field("reasonCode")));
        Assert.Contains("settled", decided.Field("detail"), StringComparison.Ordinal);
        Assert.Equal(409, (await app.AsAliceAsync(HttpMethod.Post, $"/v1/transactions/{settledId}/resume")).StatusCode);
    }

    [Fact]
    public async Task A_stuck_transaction_is_resumed_once_its_orchestration_is_over()
    {
        var (_, _, _, id) = await ParkAsync();
        var store = app.Service<ITransactionStore>();
        var parked = (await store.FindAsync(Orders.Partner, TransactionId.Parse(id), CancellationToken.None))!;
        var stuck = TransactionLifecycle.Note(parked.Value with { Condition = TransactionCondition.Stuck }, StatusChange.BySweeper, "stuck: a test says so", Orders.Now);
        await store.ReplaceAsync(parked with { Value = stuck.Transaction }, stuck.Change, CancellationToken.None);
        var alive = await app.AsAliceAsync(HttpMethod.Post, $"/v1/transactions/{id}/resume");
        Assert.Equal((409, true), (alive.StatusCode, alive.Field("detail")!.Contains("not over", StringComparison.Ordinal)));

        await app.Host.Durable.TerminateInstanceAsync(parked.Value.Order.InstanceId(), CancellationToken.None);
        await Fintech.UntilAsync(async () => (await app.AsAliceAsync(HttpMethod.Post, $"/v1/transactions/{id}/resume")).StatusCode == 200);
        Assert.Equal(200, (await app.AsAliceAsync(HttpMethod.Post, $"/v1/reviews/{id}/decision", """{"decision":"approve","reason":"ok"}""")).StatusCode);
        await Fintech.UntilAsync(async () => (await app.GetAsync($"/v1/transactions/{id}")).Field("status") == "settled");
    }

    private async Task<(WalletId Wallet, string Body, string Key, string Id)> ParkAsync()
    {
        // The money comes in parts: together it would be reviewed itself.
        var wallet = await _fintech.OpenWithAsync(5_000);
        var eventId = await _fintech.AnnounceAsync(wallet, 5_000);
        Assert.Equal(201, (await app.PostAsync("/v1/transactions", TransactionBench.DepositOf(wallet, 5_000, eventId), _fintech.NewName())).StatusCode);
        var (body, key) = (TransactionBench.TransferOf(wallet, await _fintech.OpenAsync(), ReviewedMinor), _fintech.NewName());
        var parked = await app.PostAsync("/v1/transactions", body, key);
        Assert.Equal((202, "review"), (parked.StatusCode, parked.Field("status")));
        return (wallet, body, key, parked.Field("transactionId")!);
    }
}
