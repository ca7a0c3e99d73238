using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WalletFunctions.Local.Sandbox.Risk;
using WalletFunctions.Risk;
using WalletFunctions.Shared.Risk;
using WalletFunctions.Shared.Risk.Rules;
using WalletFunctions.Tests.Shared.Risk;
using WalletFunctions.Tests.Testing;

namespace WalletFunctions.Tests.Functions.Risk.Services;

/// <summary>The app's own wiring against the sandbox over HTTP, under a clock that the test moves.</summary>
internal sealed class RiskServiceFixture : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private RiskServiceFixture(RiskSandbox sandbox, ManualTime time, ServiceProvider services)
    {
        Sandbox = sandbox;
        Time = time;
        _services = services;
    }

    public RiskSandbox Sandbox { get; }

    public ManualTime Time { get; }

    public static async Task<RiskServiceFixture> StartAsync(params (string Name, string Value)[] settings)
    {
        var time = new ManualTime();
        var sandbox = await RiskSandbox.StartAsync(new RiskSandboxOptions { Time = time }, CancellationToken.None);
        var all = new Dictionary<string, string?>
        {
            ["Risk:Fraud:BaseUrl"] = sandbox.BaseUrl.ToString(),
            ["Risk:Fraud:ApiKey"] = "fraud-key",
            ["Risk:Fraud:RetryDelayMs"] = "0",
            ["Risk:Screening:BaseUrl"] = sandbox.BaseUrl.ToString(),
            ["Risk:Screening:RetryDelayMs"] = "0",
        };
        foreach (var (name, value) in settings)
        {
            all[name] = value;
        }

        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(all).Build());
        services.AddSingleton<TimeProvider>(time);
        services.AddLogging();
        services.AddRisk((_, _, _) => throw new InvalidOperationException("External services need no table."));
        return new RiskServiceFixture(sandbox, time, services.BuildServiceProvider());
    }

    public Task<RiskAnswer> AssessAsync(string reference, int number = 1, bool isDryRun = false) =>
        _services.GetRequiredService<IFraudGateway>().AssessAsync(Request(reference, number, isDryRun), new RiskRuleSet(), CancellationToken.None);

    public Task<RiskAnswer> ScreenAsync(string reference, int number = 1) =>
        _services.GetRequiredService<IScreeningGateway>().ScreenAsync(Request(reference, number, false), new RiskRuleSet(), CancellationToken.None);

    /// <summary>The next call that reaches the fraud platform.</summary>
    public Task<RiskCall> NextFraudCallAsync() => Sandbox.FraudCalls.ReadAsync().AsTask().WaitAsync(TestPatience.Longest);

    /// <summary>The next call that reaches the screening service.</summary>
    public Task<RiskCall> NextScreeningCallAsync() => Sandbox.ScreeningCalls.ReadAsync().AsTask().WaitAsync(TestPatience.Longest);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Sandbox.DisposeAsync();
    }

    private static RiskRequest Request(string reference, int number, bool isDryRun) => RiskSamples.Transfer(number) with
    {
        Reference = reference,
        IsDryRun = isDryRun,
        DeviceFingerprint = "device-print",
        Beneficiary = new RiskBeneficiary { Name = "Anna Receiver", Account = "GB33BUKB20201555555555", Country = "GB" },
    };
}
