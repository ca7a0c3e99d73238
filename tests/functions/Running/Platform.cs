using System.Text.Json.Nodes;
using WalletFunctions.Local.Sandbox.Bank;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Partners;
using WalletFunctions.Shared.Policy;
using WalletFunctions.Shared.Risk.Rules;
using WalletFunctions.Tests.Functions.BankEvents;
using WalletFunctions.Tests.Functions.Transactions;
using WalletFunctions.Tests.Shared.Partners;
using WalletFunctions.Tests.Shared.Policy;
using Xunit;

namespace WalletFunctions.Tests.Functions.Running;

/// <summary>A partner of its own in a running app, so that the sums of its system wallets are a test's own.</summary>
internal sealed class Platform
{
    private readonly RunningApp _app;
    private int _names;

    private Platform(RunningApp app, PartnerId id) => (_app, Id) = (app, id);

    public PartnerId Id { get; }

    public static async Task<Platform> CreateAsync(RunningApp app, int bankEventDeadlineSeconds = 3_600)
    {
        var partner = InMemoryPartnerStore.Partner("p-" + Guid.NewGuid().ToString("N")[..20]);
        var settings = partner.Settings with { BankEventDeadlineSeconds = bankEventDeadlineSeconds };

        // The policy first: from its row on a timer may look at the partner, and what is known of it is kept for a minute.
        await InMemoryPolicyStore.OpenAsync(app.Service<IPolicyStore>(), partner.Id);
        await app.Service<IPartnerStore>().TryAddAsync(partner with { Settings = settings }, CancellationToken.None);
        await app.Service<IRiskRuleSets>().SaveAsync(
            partner.Id,
            new RiskRuleSet { Version = 1, Rules = [new SanctionedNameRule { Effect = RuleEffect.Decline, Threshold = SanctionedNameRule.SameName }] },
            CancellationToken.None);
        return new Platform(app, partner.Id);
    }

    public string NewName() => $"{Id}.{++_names}";

    public async Task<WalletId> OpenAsync()
    {
        var reply = await PostAsync("/v1/wallets", Fintech.WalletOf(NewName()), null);
        Assert.True(reply.StatusCode == 201, reply.Text);
        return WalletId.Parse(reply.Field("walletId")!);
    }

    public async Task<WalletId> OpenWithAsync(long minor)
    {
        var wallet = await OpenAsync();
        var eventId = await TellAsync(BankEventType.DepositReceived, wallet, minor);
        var deposit = await PostAsync("/v1/transactions", TransactionBench.DepositOf(wallet, minor, eventId), NewName());
        Assert.True(deposit.StatusCode == 201, deposit.Text);
        return wallet;
    }

    /// <summary>Lets the bank tell something, and waits until the app has it.</summary>
    public async Task<string> TellAsync(BankEventType type, WalletId wallet, long minor, Action<JsonObject>? with = null)
    {
        var eventId = NewName();
        var message = BankEventSamples.Bare(type, eventId, wallet.Value, minor);
        message["partnerId"] = Id.Value;
        with?.Invoke(message);
        await using var bank = new SandboxBank(_app.Host.ServiceBus, TimeProvider.System);
        await bank.SendAsync(eventId, message.ToJsonString(), CancellationToken.None);
        await Fintech.UntilAsync(async () => (await ReadAsync(eventId)).StatusCode == 200);
        return eventId;
    }

    public Task<Reply> ReadAsync(string eventId) => GetAsync($"/v1/bank-events/{eventId}");

    public Task UntilStateAsync(string eventId, string state) => Fintech.UntilAsync(async () => (await ReadAsync(eventId)).Field("state") == state);

    public Task<Reply> AnswerAsync(string type, WalletId wallet, long minor, string eventId, string? key = null) => PostAsync(
        "/v1/transactions",
        type == "deposit" ? TransactionBench.DepositOf(wallet, minor, eventId) : WithdrawalOf(wallet, minor, eventId),
        key ?? NewName());

    public Task<Reply> DeclineAsync(string eventId) => PostAsync($"/v1/bank-events/{eventId}/decline", """{"reason":"unknown customer"}""", null);

    public Task<Reply> ProposeReturnAsync(string eventId, string? by) =>
        SendAsync(HttpMethod.Post, $"/v1/bank-events/{eventId}/return", """{"reason":"nobody claims it"}""", By(by));

    public Task<Reply> ApproveReturnAsync(string eventId, string? by) => SendAsync(HttpMethod.Post, $"/v1/bank-events/{eventId}/return/approval", null, By(by));

    public Task<Reply> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<Reply> PostAsync(string path, string json, string? key) =>
        SendAsync(HttpMethod.Post, path, json, key is null ? null : ("Idempotency-Key", key));

    public async Task<long> BalanceAsync(WalletId wallet) =>
        (await GetAsync($"/v1/wallets/{wallet}")).Json.GetProperty("balance").GetProperty("posted").GetProperty("value").GetInt64();

    /// <summary>What the bank's own wallets hold for this partner.</summary>
    public async Task<(long Settlement, long Suspense)> SystemAsync()
    {
        var wallets = await _app.Service<ILedgerReader>().ListSystemWalletsAsync(Id, 1, CancellationToken.None);
        return (Of(WalletType.Settlement), Of(WalletType.Suspense));

        long Of(WalletType type) => wallets.Where(wallet => wallet.Type == type).Sum(wallet => wallet.Posted.Minor);
    }

    public static string WithdrawalOf(WalletId source, long minor, string eventId) =>
        $$$"""{"type":"withdrawal","amount":{"value":{{{minor}}},"currency":"USD"},"sourceWalletId":"{{{source}}}","bankEventId":"{{{eventId}}}"}""";

    private static (string, string)? By(string? operatorName) => operatorName is null ? null : ("X-Operator-Key", $"local-operator-{operatorName}");

    private Task<Reply> SendAsync(HttpMethod method, string path, string? json, (string, string)? header = null)
    {
        (string, string)[] headers = header is { } given ? [("X-Partner", Id.Value), given] : [("X-Partner", Id.Value)];
        return _app.SendAsync(method, path, json is null ? null : RunningApp.Json(json), headers);
    }
}
