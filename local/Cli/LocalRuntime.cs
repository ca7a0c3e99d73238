using System.Globalization;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using WalletFunctions.Local.Host;

namespace WalletFunctions.Local.Cli;

/// <summary>The app in the local host with its storage: everything that runs, started and stopped as one.</summary>
internal sealed class LocalRuntime : IAsyncDisposable
{
    private LocalRuntime(RuntimeStorage storage, LocalHost host)
    {
        Storage = storage;
        Host = host;
    }

    /// <summary>Where the data is.</summary>
    public RuntimeStorage Storage { get; }

    /// <summary>The host, which listens.</summary>
    public LocalHost Host { get; }

    /// <summary>Starts the storage, then the host. What stands in the way is a <see cref="LocalHostException"/> with one line to show.</summary>
    public static async Task<LocalRuntime> StartAsync(RuntimeOptions options, TimeProvider time, CancellationToken cancellation)
    {
        var storage = await RuntimeStorage.OpenAsync(options, time, cancellation);
        try
        {
            return new LocalRuntime(storage, await StartHostAsync(options, storage.ConnectionString, cancellation));
        }
        catch
        {
            await storage.CloseAsync();
            throw;
        }
    }

    /// <summary>Stops the host, then the Azurite if this started it.</summary>
    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Storage.CloseAsync();
    }

    private static async Task<LocalHost> StartHostAsync(RuntimeOptions options, string connectionString, CancellationToken cancellation)
    {
        try
        {
            return await LocalHost.StartAsync(
                WalletAppHost.Options(connectionString) with { Port = options.Port, Logging = LogToStandardError },
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
