using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WalletFunctions.Banking;
using WalletFunctions.Local.Sandbox.Bank;
using WalletFunctions.Shared.Banking;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Wallets;
using WalletFunctions.Tests.Functions.Risk;
using WalletFunctions.Tests.Shared.Transactions;
using WalletFunctions.Tests.Testing;

namespace WalletFunctions.Tests.Functions.Banking;

/// <summary>The app's own wiring against the sandbox's bank over HTTP, under a clock that the test moves.</summary>
internal sealed class BankFixture : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private BankFixture(BankSandbox bank, ManualTime time, ServiceProvider services)
    {
        Bank = bank;
        Time = time;
        _services = services;
    }

    public BankSandbox Bank { get; }

    public ManualTime Time { get; }

    public IBankGateway Gateway => _services.GetRequiredService<IBankGateway>();

    public static async Task<BankFixture> StartAsync(params (string Name, string Value)[] settings)
    {
        var time = new ManualTime();
        var bank = await BankSandbox.StartAsync(new BankSandboxOptions { Time = time, ApiKey = "bank-key" }, CancellationToken.None);
        var all = new Dictionary<string, string?>
        {
            ["Bank:BaseUrl"] = bank.BaseUrl.ToString(),
            ["Bank:ApiKey"] = "bank-key",
            ["Bank:RetryDelayMs"] = "0",
        };
        foreach (var (name, value) in settings)
        {
            all[name] = value;
        }

        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(all).Build());
        services.AddSingleton<TimeProvider>(time);
        services.AddLogging();
        services.AddBanking();
        return new BankFixture(bank, time, services.BuildServiceProvider());
    }

    public static BankReference Reference(int number = 1) =>
        BankReference.Of(TransactionId.Derive(Orders.Partner, number.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    public static BankInstruction Payout(string text, int number = 1) => new()
    {
        Partner = Orders.Partner,
        Reference = Reference(number),
        Kind = BankInstructionKind.Payout,
        Amount = Orders.Usd(1_250),
        Wallet = Orders.Alice,
        Beneficiary = new Beneficiary("Anna Receiver", "GB33BUKB20201555555555", null, "GB"),
        RemittanceText = text,
    };

    public static AccountOpening Opening(string customer) => new()
    {
        Partner = Orders.Partner,
        Wallet = Orders.Alice,
        Type = WalletType.Customer,
        Currency = Orders.Usd(1).Currency,
        Customer = new CustomerProfile { Id = CustomerId.Parse(customer), Tier = KycTier.Parse("full"), Name = "Jane Ordinary" },
    };

    public Task<BankAnswer> InstructAsync(string text, int number = 1) => Gateway.InstructAsync(Payout(text, number), CancellationToken.None);

    public Task<BankAnswer> QueryAsync(int number = 1) => Gateway.QueryAsync(Orders.Partner, Reference(number), CancellationToken.None);

    /// <summary>The next call that reaches the bank.</summary>
    public Task<BankCall> NextCallAsync() => Bank.Calls.ReadAsync().AsTask().WaitAsync(TestPatience.Longest);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Bank.DisposeAsync();
    }
}
