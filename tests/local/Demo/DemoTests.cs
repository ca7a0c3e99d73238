using Spectre.Console;
using WalletFunctions.Local.Cli.Demo;
using WalletFunctions.Local.Sandbox.Risk;
using WalletFunctions.Tests.Functions.Running;
using Xunit;

namespace WalletFunctions.Tests.Local.Demo;

public sealed class DemoTests(DemoTests.World world) : IClassFixture<DemoTests.World>
{
    [Fact]
    public async Task The_demo_holds_over_http_also_a_second_time()
    {
        for (var time = 0; time < 2; time++)
        {
            var outcome = await DemoCommand.PlayAsync(world.App.Host, world.App.Bank, TimeProvider.System, CancellationToken.None);
            Assert.DoesNotContain(outcome.Checks, check => !check.Holds);
            Assert.True(outcome.Checks.Count >= 45);
        }
    }

    [Fact]
    public async Task The_report_shows_requests_entries_balances_and_sums_and_what_does_not_hold()
    {
        var outcome = await DemoCommand.PlayAsync(world.App.Host, world.App.Bank, TimeProvider.System, CancellationToken.None);
        var failing = outcome with { Checks = [.. outcome.Checks, new DemoCheck("Water flows uphill", "yes", "no")] };
        Assert.False(failing.Holds);

        var text = Print(failing);
        foreach (var part in new[]
        {
            "Requests and decisions", "declined: insufficient-funds (AM04)", "Entries, newest first", "25.00 USD", "Balances", "Both ledgers side by side", "92.00 USD after entry 10", "Zero sum", "together",
            "Water flows uphill", $"1 of {failing.Checks.Count} checks do not hold.",
        })
        {
            Assert.Contains(part, text, StringComparison.Ordinal);
        }

        Assert.Contains($"All {outcome.Checks.Count} checks hold.", Print(outcome), StringComparison.Ordinal);
    }

    private static string Print(DemoOutcome outcome)
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = 200;
        new DemoReport(console).Print(outcome);
        return text.ToString();
    }

    /// <summary>The app, and the fraud platform and screening service that it asks.</summary>
    public sealed class World : IAsyncLifetime
    {
        private RiskSandbox _risk = null!;

        internal RunningApp App { get; } = new();

        public async Task InitializeAsync()
        {
            _risk = await RiskSandbox.StartAsync(new RiskSandboxOptions(), CancellationToken.None);
            foreach (var (name, value) in DemoCommand.Settings(_risk))
            {
                App.Settings[name] = value;
            }

            await App.InitializeAsync();
        }

        public async Task DisposeAsync()
        {
            await App.DisposeAsync();
            await _risk.DisposeAsync();
        }
    }
}
