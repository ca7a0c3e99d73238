using System.Text.Json;
using WalletFunctions.Local.Sandbox.Fintech;
using WalletFunctions.Local.Sandbox.Fintech.Mirror;
using WalletFunctions.Shared.Callbacks.Signing;
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

    private Task<ProvisionalState> AskAsync(BankRequest request) => Sandbox.RequestAsync(request, CancellationToken.None);

    /// <summary>The app and one sandbox.</summary>
    public sealed class World : IAsyncLifetime
    {
        private const string SecretText = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

        public RunningApp App { get; } = new();

        internal FintechSandbox Sandbox { get; private set; } = null!;

        internal FintechPartner Fintech { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            App.Settings[$"Callbacks:Secrets:{Orders.Partner}:main-1"] = SecretText;
            await App.InitializeAsync();
            Sandbox = await FintechSandbox.StartAsync(0, TimeProvider.System, CancellationToken.None);
            Fintech = Sandbox.Serve(OptionsOf());
            var registered = await Fintech.RegisterAsync(Sandbox.BaseUrl, "main-1", ["*"], CancellationToken.None);
            Assert.Equal(201, registered.StatusCode);
        }

        public async Task DisposeAsync()
        {
            await Sandbox.DisposeAsync();
            await App.DisposeAsync();
        }

        internal FintechPartnerOptions OptionsOf() => new()
        {
            Partner = Orders.Partner,
            Bank = App.Http,
            Secrets = [WebhookSecret.Parse(SecretText)],
        };
    }
}
