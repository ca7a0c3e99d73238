using WalletFunctions.Local.Sandbox.Bank;
using WalletFunctions.Local.Sandbox.Fintech;
using WalletFunctions.Local.Sandbox.Fintech.Mirror;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Callbacks.Signing;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Monetary;
using WalletFunctions.Shared.Partners;
using WalletFunctions.Shared.Policy;
using WalletFunctions.Tests.Shared.Partners;
using WalletFunctions.Tests.Shared.Policy;
using WalletFunctions.Tests.Shared.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Functions.Running;

/// <summary>The whole app and the sandbox's fintech over HTTP: whatever goes wrong between them, both ledgers end equal.</summary>
public sealed class BothLedgersTests : IClassFixture<BothLedgersTests.World>
{
    private readonly World _world;
    private readonly Fintech _names;

    public BothLedgersTests(World world)
    {
        _world = world;
        _names = new Fintech(world.App);
    }

    private FintechPartner Sandbox => _world.Fintech;

    [Fact]
    public async Task After_transfers_whose_answers_are_lost_doubled_or_refused_both_ledgers_are_equal()
    {
        var (source, destination) = (await _names.OpenAsync(), await _names.OpenAsync());
        var eventId = await _names.AnnounceAsync(source, 1_000);
        Assert.Equal(ProvisionalState.Committed, await AskAsync(BankRequest.Deposit(_names.NewName(), source.Value, 1_000, "USD", eventId)));
        Sandbox.Behaviour.Let(FintechFault.LoseAnswer, 3);
        Sandbox.Behaviour.Let(FintechFault.Duplicate, 4);
        var ends = await Task.WhenAll(Enumerable.Range(1, 8).Select(number =>
            AskAsync(BankRequest.Transfer(_names.NewName(), source.Value, destination.Value, number, "USD"))));
        Assert.All(ends, end => Assert.Equal(ProvisionalState.Committed, end));
        Assert.Equal(ProvisionalState.Reversed, await AskAsync(BankRequest.Transfer(_names.NewName(), source.Value, destination.Value, 5_000, "USD")));

        Assert.Empty(await Sandbox.CompareLedgersAsync(CancellationToken.None));
        Assert.Equal(1_000 - 36, Sandbox.Ledger.Wallets.Single(wallet => wallet.WalletId == source.Value).BalanceMinor);
    }

    [Fact]
    public async Task A_fintech_that_takes_back_what_settled_is_found_by_the_comparison()
    {
        using var lonely = new FintechPartner(_world.OptionsOf(), TimeProvider.System);
        var wallet = await _names.OpenAsync();
        var eventId = await _names.AnnounceAsync(wallet, 50);
        lonely.Ledger.Open(wallet.Value, "USD");
        lonely.Behaviour.Let(FintechFault.ReverseWhatSettled, 1);
        await lonely.RequestAsync(BankRequest.Deposit(_names.NewName(), wallet.Value, 50, "USD", eventId), CancellationToken.None);

        var differences = await lonely.CompareLedgersAsync(CancellationToken.None);
        Assert.Equal([("sequence", "0", "1"), ("balance", "0", "50")], differences.Select(difference => (difference.What, difference.Fintech, difference.Bank)));
    }

    [Fact]
    public async Task What_happens_at_the_bank_comes_back_as_the_fintechs_own_requests_whatever_it_does_wrong_meanwhile()
    {
        var fintech = await _world.AddAsync(World.Delegated, "deposit.received", "payment.returned", "direct-debit.requested", "chargeback.received");
        var wallet = await fintech.OpenWalletAsync("delegated", "USD", default);
        fintech.Behaviour.Let(FintechFault.LieAboutAmount, 1);
        fintech.Behaviour.Let(FintechFault.Duplicate, 2);
        fintech.Behaviour.Let(FintechFault.LoseAnswer, 2);
        await _world.AnnounceAsync(World.Delegated, wallet, 1_000);
        await UntilBalanceAsync(fintech, wallet, 1_000);
        fintech.Behaviour.ReorderWindow = 3;
        await _world.TellAsync("payment.returned", World.Delegated, wallet, 50);
        await _world.TellAsync("direct-debit.requested", World.Delegated, wallet, 200);
        await _world.TellAsync("chargeback.received", World.Delegated, wallet, 30);
        await UntilBalanceAsync(fintech, wallet, 820);

        await fintech.RestAsync();
        Assert.Empty(fintech.Failures);
        Assert.Equal(0, fintech.Forged);
        Assert.Empty(await fintech.CompareLedgersAsync(default));
        var events = await _world.App.SendAsync(HttpMethod.Get, "/v1/bank-events?state=fulfilled", null, ("X-Partner", World.Delegated));
        Assert.Equal(4, events.Json.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task A_fintech_that_was_dead_catches_up_by_the_list_of_events()
    {
        var fintech = await _world.AddAsync(World.Dead, "deposit.received");
        var wallet = await fintech.OpenWalletAsync("dead", "USD", default);
        fintech.Behaviour.Let(FintechFault.Dead, int.MaxValue);
        await _world.AnnounceAsync(World.Dead, wallet, 70);
        fintech.Behaviour.Let(FintechFault.Dead, 0);
        await fintech.CatchUpAsync(default);
        await UntilBalanceAsync(fintech, wallet, 70);
        await fintech.RestAsync();
        Assert.Empty(await fintech.CompareLedgersAsync(default));
    }

    [Theory]
    [InlineData(World.Asks, "transaction.reversal-requested")]
    [InlineData(World.Agreed, null)]
    public async Task What_a_fintech_took_back_though_it_settled_is_found_out_reversed_and_equal_again(string partner, string? askedFor)
    {
        var fintech = await _world.AddAsync(partner);
        var (source, destination) = (await fintech.OpenWalletAsync("source", "USD", default), await fintech.OpenWalletAsync("destination", "USD", default));
        await fintech.RequestAsync(BankRequest.Deposit("fund", source, 500, "USD", await _world.AnnounceAsync(partner, source, 500)), default);
        fintech.Behaviour.Let(FintechFault.ReverseWhatSettled, 1);
        await fintech.RequestAsync(BankRequest.Transfer("lost", source, destination, 70, "USD"), default);

        // Not by comparing: the app's own timer may have found it out already.
        Assert.Equal(ProvisionalState.Reversed, fintech.Ledger.Find("lost")!.State);

        await Running.Fintech.UntilAsync(async () =>
        {
            await _world.SweepAsync();
            await fintech.RestAsync();
            return (await fintech.CompareLedgersAsync(default)).Count == 0;
        });

        Assert.Empty(fintech.Failures);
        Assert.Equal([0, 500], fintech.Ledger.Wallets.Select(wallet => wallet.BalanceMinor).Order());
        Assert.Equal([2, 3], fintech.Ledger.Wallets.Select(wallet => wallet.Sequence).Order());
        var breaks = await _world.App.SendAsync(HttpMethod.Get, "/v1/breaks", null, Operators.Alice, ("X-Partner", partner));
        Assert.Equal("reversed-by-fintech", Assert.Single(breaks.Json.GetProperty("items").EnumerateArray()).GetProperty("kind").GetString());
        Assert.Equal(askedFor is not null, fintech.Ledger.Requests.Any(request => request.Key.StartsWith("undo-", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_acknowledgement_that_was_forgotten_is_asked_for_and_recorded()
    {
        var fintech = await _world.AddAsync(World.Forgets);
        var wallet = await fintech.OpenWalletAsync("source", "USD", default);
        fintech.Behaviour.Let(FintechFault.ForgetAcknowledgement, 1);
        await fintech.RequestAsync(BankRequest.Deposit("fund", wallet, 500, "USD", await _world.AnnounceAsync(World.Forgets, wallet, 500)), default);
        await Running.Fintech.UntilAsync(async () =>
        {
            await _world.SweepAsync();
            var reply = await _world.App.SendAsync(HttpMethod.Get, "/v1/transactions?idempotencyKey=fund", null, ("X-Partner", World.Forgets));
            return reply.Json.TryGetProperty("acknowledgement", out var said) && said.GetProperty("outcome").GetString() == "committed";
        });
    }

    private static Task UntilBalanceAsync(FintechPartner fintech, string wallet, long minor) => Running.Fintech.UntilAsync(() =>
        Task.FromResult(fintech.Ledger.Wallets.Single(candidate => candidate.WalletId == wallet).BalanceMinor == minor));

    private Task<ProvisionalState> AskAsync(BankRequest request) => Sandbox.RequestAsync(request, CancellationToken.None);

    /// <summary>The app and one sandbox.</summary>
    public sealed class World : IAsyncLifetime
    {
        internal const string Asks = "mirror-asks";
        internal const string Agreed = "mirror-agreed";
        internal const string Forgets = "mirror-forgets";
        internal const string Delegated = "mirror-delegated";
        internal const string Dead = "mirror-dead";

        private const string SecretText = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

        public RunningApp App { get; } = new();

        internal FintechSandbox Sandbox { get; private set; } = null!;

        internal FintechPartner Fintech { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            foreach (var partner in new[] { Orders.Partner.Value, Asks, Agreed, Forgets, Delegated, Dead })
            {
                App.Settings[$"Callbacks:Secrets:{partner}:main-1"] = SecretText;
            }

            await App.InitializeAsync();
            Sandbox = await FintechSandbox.StartAsync(0, TimeProvider.System, CancellationToken.None);
            Fintech = Sandbox.Serve(OptionsOf());
            var registered = await Fintech.RegisterAsync(Sandbox.BaseUrl, "main-1", ["transaction.*"], CancellationToken.None);
            Assert.Equal(201, registered.StatusCode);
        }

        public async Task DisposeAsync()
        {
            await Sandbox.DisposeAsync();
            await App.DisposeAsync();
        }

        /// <summary>A partner of its own, whose acknowledgements are missed at once.</summary>
        internal async Task<FintechPartner> AddAsync(string name, params string[] eventTypes)
        {
            var settings = new PartnerSettings { AcknowledgementDueSeconds = 0, ReversesAutomatically = name == Agreed };

            // The policy first: from its row on a timer may look at the partner, and what is known of it is kept for a minute.
            await InMemoryPolicyStore.OpenAsync(App.Service<IPolicyStore>(), PartnerId.Parse(name));
            await App.Service<IPartnerStore>().TryAddAsync(InMemoryPartnerStore.Partner(name) with { Settings = settings }, CancellationToken.None);
            var fintech = Sandbox.Serve(OptionsOf(name));
            Assert.Equal(201, (await fintech.RegisterAsync(Sandbox.BaseUrl, "main-1", eventTypes is [] ? ["transaction.*"] : eventTypes, CancellationToken.None)).StatusCode);
            return fintech;
        }

        /// <summary>Runs the resolver's timer now.</summary>
        internal async Task SweepAsync()
        {
            using var body = RunningApp.Json("{}");
            (await App.Http.PostAsync(new Uri("/admin/functions/ResolveInDoubt", UriKind.Relative), body)).Dispose();
        }

        /// <summary>Lets the bank announce a deposit, and waits until the app has the event.</summary>
        internal async Task<string> AnnounceAsync(string partner, string wallet, long minor)
        {
            await using var bank = new SandboxBank(App.Host.ServiceBus, TimeProvider.System);
            var id = PartnerId.Parse(partner);
            var eventId = await bank.ReceiveDepositAsync(id, WalletId.Parse(wallet), new Money(minor, Currency.Parse("USD")), "r", CancellationToken.None);
            await Running.Fintech.UntilAsync(async () =>
                await App.Service<IBankEventStore>().FindAsync(id, BankEventKey.Derive(id, eventId), CancellationToken.None) is not null);
            return eventId;
        }

        /// <summary>Lets the bank tell of something else.</summary>
        internal async Task TellAsync(string type, string partner, string wallet, long minor)
        {
            await using var bank = new SandboxBank(App.Host.ServiceBus, TimeProvider.System);
            var eventId = $"bank-{Guid.NewGuid():N}";
            var body = $$$"""{"eventId":"{{{eventId}}}","type":"{{{type}}}","partnerId":"{{{partner}}}","walletId":"{{{wallet}}}","amount":{"value":{{{minor}}},"currency":"USD"},"occurredAt":"2026-01-31T12:00:00Z"}""";
            await bank.SendAsync(eventId, body, CancellationToken.None);
        }

        internal FintechPartnerOptions OptionsOf(string? partner = null) => new()
        {
            Partner = partner is null ? Orders.Partner : PartnerId.Parse(partner),
            Bank = App.Http,
            Secrets = [WebhookSecret.Parse(SecretText)],
        };
    }
}
