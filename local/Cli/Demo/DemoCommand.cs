using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;
using WalletFunctions.Hosting;
using WalletFunctions.Local.Host;
using WalletFunctions.Local.Sandbox.Bank;
using WalletFunctions.Local.Sandbox.Fintech;
using WalletFunctions.Local.Sandbox.Risk;
using WalletFunctions.Shared.Callbacks.Signing;
using WalletFunctions.Shared.Ledger.Storage;
using WalletFunctions.Shared.Partners;

namespace WalletFunctions.Local.Cli.Demo;

/// <summary>Starts everything, plays the demo over HTTP, shows it, stops everything.</summary>
internal static class DemoCommand
{
    private const string LongestMs = "30000";
    private const int Held = 0;
    private const int DidNotHold = 1;
    private const int RedirectedWidth = 200;

    /// <summary>Plays the demo; 0 only if everything held.</summary>
    public static async Task<int> RunAsync(RuntimeOptions options, TimeProvider time, CancellationToken stop)
    {
        await using var risk = await RiskSandbox.StartAsync(new RiskSandboxOptions { Time = time }, stop);
        await using var runtime = await LocalRuntime.StartAsync(options, time, stop, Settings(risk));
        Console.WriteLine($"Wallet functions listen on {runtime.Host.BaseAddress}; storage: {runtime.Storage.Description}");
        var outcome = await PlayAsync(runtime.Host, runtime.Bank, time, stop);
        new DemoReport(Output()).Print(outcome);
        return outcome.Holds ? Held : DidNotHold;
    }

    /// <summary>
    /// The settings by which the app asks the sandbox's fraud platform and screening service. An answer that comes late on a busy machine is still the answer:
    /// what the demo shows must not depend on that.
    /// </summary>
    internal static Dictionary<string, string?> Settings(RiskSandbox risk) => new()
    {
        ["Risk:Fraud:BaseUrl"] = risk.BaseUrl.AbsoluteUri,
        ["Risk:Fraud:AttemptDeadlineMs"] = LongestMs,
        ["Risk:Fraud:TotalDeadlineMs"] = LongestMs,
        ["Risk:Screening:BaseUrl"] = risk.BaseUrl.AbsoluteUri,
        ["Risk:Screening:AttemptDeadlineMs"] = LongestMs,
        ["Risk:Screening:TotalDeadlineMs"] = LongestMs,
        ["Bank:AttemptDeadlineMs"] = LongestMs,
        ["Bank:TotalDeadlineMs"] = LongestMs,
        ["Transactions:SyncWaitMs"] = LongestMs,
    };

    // A file has no width and no colours: what goes there is not folded to a small terminal.
    private static IAnsiConsole Output()
    {
        if (!Console.IsOutputRedirected)
        {
            return AnsiConsole.Console;
        }

        var file = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });
        file.Profile.Width = RedirectedWidth;
        return file;
    }

    /// <summary>Plays the demo against a host that runs.</summary>
    /// <param name="host">The app.</param>
    /// <param name="core">The bank's core, if it is the sandbox's; one that the settings name settles when it likes.</param>
    /// <param name="time">The clock.</param>
    /// <param name="stop">Gives up.</param>
    internal static async Task<DemoOutcome> PlayAsync(LocalHost host, BankSandbox? core, TimeProvider time, CancellationToken stop)
    {
        using var http = new HttpClient { BaseAddress = host.BaseAddress };
        await using var bank = new SandboxBank(host.ServiceBus, time);
        await using var sandbox = await FintechSandbox.StartAsync(port: 0, time, stop);
        var partner = await host.Services.GetRequiredService<IPartnerStore>().FindAsync(host.Services.GetRequiredService<WalletSettings>().ActAsPartner, stop);
        if (partner is null)
        {
            throw new InvalidOperationException("The partner that every request acts as is not there.");
        }

        var fintech = sandbox.Serve(new FintechPartnerOptions
        {
            Partner = partner.Id,
            Bank = http,
            Secrets = [WebhookSecret.Parse(WalletAppHost.SandboxSecret)],
        });
        var registered = await fintech.RegisterAsync(sandbox.BaseUrl, WalletAppHost.SandboxSecretName, ["*"], stop);
        if (registered.StatusCode is not (200 or 201))
        {
            throw new InvalidOperationException($"The fintech's endpoint was answered {registered.StatusCode} {registered.Json}.");
        }

        var world = new DemoWorld
        {
            Partner = partner,
            Http = http,
            Bank = bank,
            Core = core,
            Fintech = fintech,
            Ledger = host.Services.GetRequiredService<ILedgerStore>(),
            Time = time,
        };
        return await DemoScenario.PlayAsync(world, stop);
    }
}
