using WalletFunctions.Local.Host;
using WalletFunctions.Local.Host.Durable.Storage;
using WalletFunctions.Local.Host.Http;

namespace WalletFunctions.Local.Cli;

/// <summary>Serves the app until the person at the terminal stops it.</summary>
internal static class ServeCommand
{
    /// <summary>
    /// Starts, tells what can be called, and stops when <paramref name="stop"/> is cancelled. Throws if the host cannot go on before that.
    /// </summary>
    public static async Task RunAsync(RuntimeOptions options, TimeProvider time, CancellationToken stop)
    {
        var stopped = new TaskCompletionSource();
        await using (var runtime = await LocalRuntime.StartAsync(options, time, stop))
        {
            Console.WriteLine(Greeting(runtime));
            await using var registration = stop.Register(stopped.SetResult);
            await await Task.WhenAny(stopped.Task, DemandAsync(runtime.Host.Ended));
            Console.WriteLine("Stopping …");
        }

        Console.WriteLine("Stopped.");
    }

    // A program that goes on without its host would look alive and answer nobody.
    private static async Task DemandAsync(Task hostEnded)
    {
        try
        {
            await hostEnded;
        }
        catch (StoreLostException lost)
        {
            throw new LocalHostException($"The app has stopped: {lost.Message}", lost);
        }
    }

    private static string Greeting(LocalRuntime runtime)
    {
        var address = runtime.Host.BaseAddress.AbsoluteUri.TrimEnd('/');
        var routes = runtime.Host.Routes.Where(route => !IsCatchAll(route)).OrderBy(route => route.Template, StringComparer.Ordinal);
        return $"""
            Wallet functions listen on {address}
            Storage: {runtime.Storage.Description}
            Bank: {(runtime.Bank is { } bank ? $"a sandbox on {bank.BaseUrl.AbsoluteUri.TrimEnd('/')}" : "as the settings name it")}

            {string.Join(Environment.NewLine, routes.Select(Line))}

            Try first:
              curl -s {address}/v1/wallets -H 'Content-Type: application/json' -d '{FirstWallet}'

            Ctrl-C stops.
            """;
    }

    private const string FirstWallet =
        """{"externalWalletId":"my-first-wallet","type":"customer","currency":"USD","customer":{"customerId":"customer-1","kycTier":"full"}}""";

    private static bool IsCatchAll(FunctionRoute route) => route.Template.StartsWith("{*", StringComparison.Ordinal);

    private static string Line(FunctionRoute route) => $"  {string.Join(", ", route.Methods),-6} /{route.Template}";
}
