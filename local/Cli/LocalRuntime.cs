using System.Globalization;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using WalletFunctions.Banking;
using WalletFunctions.Local.Host;
using WalletFunctions.Local.Host.Configuration;
using WalletFunctions.Local.Sandbox.Bank;

namespace WalletFunctions.Local.Cli;

/// <summary>The app in the local host with its storage: everything that runs, started and stopped as one.</summary>
internal sealed class LocalRuntime : IAsyncDisposable
{
    private const string BankSetting = $"{BankOptions.Section}:BaseUrl";

    // Long enough to be seen waiting, short enough to be waited for.
    private static readonly TimeSpan BankLaterDelay = TimeSpan.FromSeconds(5);

    private readonly SandboxBank? _announcer;

    private LocalRuntime(RuntimeStorage storage, LocalHost host, BankSandbox? bank, TimeProvider time)
    {
        Storage = storage;
        Host = host;
        Bank = bank;
        _announcer = bank is null ? null : new SandboxBank(host.ServiceBus, time);
        if (_announcer is not null)
        {
            bank!.AnnounceThrough(_announcer);
        }
    }

    /// <summary>Where the data is.</summary>
    public RuntimeStorage Storage { get; }

    /// <summary>The host, which listens.</summary>
    public LocalHost Host { get; }

    /// <summary>The bank that was started along; null where the settings name one.</summary>
    public BankSandbox? Bank { get; }

    /// <summary>Starts the storage, then the host. What stands in the way is a <see cref="LocalHostException"/> with one line to show.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="settings">Settings that win over every other; null: none.</param>
    public static async Task<LocalRuntime> StartAsync(
        RuntimeOptions options, TimeProvider time, CancellationToken cancellation, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var storage = await RuntimeStorage.OpenAsync(options, time, cancellation);
        BankSandbox? bank = null;
        try
        {
            var app = WalletAppHost.Options(storage.ConnectionString);
            app = app with { Settings = new Dictionary<string, string?>(app.Settings.Concat(settings ?? new Dictionary<string, string?>())) };
            bank = NamesBank(app)
                ? null
                : await BankSandbox.StartAsync(new BankSandboxOptions { LaterDelay = BankLaterDelay, Time = time }, cancellation);
            return new LocalRuntime(storage, await StartHostAsync(options, app, bank, cancellation), bank, time);
        }
        catch
        {
            await CloseAsync(bank);
            await storage.CloseAsync();
            throw;
        }
    }

    /// <summary>Stops the host, then the Azurite if this started it.</summary>
    public async ValueTask DisposeAsync()
    {
        await CloseAsync(_announcer);
        await Host.DisposeAsync();
        await CloseAsync(Bank);
        await Storage.CloseAsync();
    }

    private static ValueTask CloseAsync(IAsyncDisposable? part) => part?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static bool NamesBank(LocalHostOptions app) =>
        !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(BankSetting.Replace(":", "__", StringComparison.Ordinal)))
        || !string.IsNullOrWhiteSpace(LocalSettings.Read(app.LocalSettingsPath).GetValueOrDefault(BankSetting));

    private static async Task<LocalHost> StartHostAsync(RuntimeOptions options, LocalHostOptions app, BankSandbox? bank, CancellationToken cancellation)
    {
        try
        {
            return await LocalHost.StartAsync(
                app with
                {
                    Port = options.Port,
                    Logging = LogToStandardError,
                    DefaultSettings = bank is null ? app.DefaultSettings : new Dictionary<string, string?>(app.DefaultSettings) { [BankSetting] = bank.BaseUrl.AbsoluteUri },
                },
                cancellation);
        }
        catch (InvalidOperationException settings)
        {
            // The app checks its settings when it starts, and names every fault in one message.
            throw new LocalHostException(settings.Message, settings);
        }
        catch (SocketException refused)
        {
            var port = options.Port.ToString(CultureInfo.InvariantCulture);
            throw new LocalHostException($"Port {port} on 127.0.0.1 cannot be listened on: {refused.Message}", refused);
        }
    }

    /// <summary>Standard output belongs to the commands; of the logs only what went wrong is shown.</summary>
    private static void LogToStandardError(ILoggingBuilder logging) => logging
        .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace)
        .AddSimpleConsole(console => console.SingleLine = true)
        .AddFilter<ConsoleLoggerProvider>(level => level >= LogLevel.Warning)

        // It would log, with a stack trace, the failure to start that the command tells in one line.
        .AddFilter<ConsoleLoggerProvider>("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
}
