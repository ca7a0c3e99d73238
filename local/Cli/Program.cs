using WalletFunctions.Local.Cli;
using WalletFunctions.Local.Cli.Demo;
using WalletFunctions.Local.Cli.Ledger;
using WalletFunctions.Local.Host;

namespace WalletFunctions.Local;

/// <summary>The entry of the local runtime: reads the command line and runs what it names.</summary>
internal static class Program
{
    private const int Success = 0;
    private const int Failure = 1;
    private const int Mistake = 2;

    private static async Task<int> Main(string[] arguments)
    {
        using var signals = new StopSignals();
        try
        {
            return await RunAsync(CommandLine.Parse(arguments), signals.Token);
        }
        catch (LocalHostException refusal)
        {
            await Console.Error.WriteLineAsync(refusal.Message);
            return Failure;
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopped before it was done.");
            return Failure;
        }
    }

    private static async Task<int> RunAsync(CommandLine command, CancellationToken stop)
    {
        switch (command)
        {
            case CommandLine.Help:
                Console.WriteLine(HelpText.Full);
                return Success;
            case CommandLine.Mistaken mistaken:
                await Console.Error.WriteLineAsync($"{mistaken.Message} {HelpText.Hint}");
                return Mistake;
            case CommandLine.Serve serve:
                await ServeCommand.RunAsync(serve.Options, TimeProvider.System, stop);
                return Success;
            case CommandLine.Demo demo:
                return await DemoCommand.RunAsync(demo.Options, TimeProvider.System, stop);
            case CommandLine.VerifyLedger verify:
                return await VerifyCommand.RunAsync(verify.Options, TimeProvider.System, stop);
            case CommandLine.RebuildLedger rebuild:
                return await RebuildCommand.RunAsync(rebuild.Options, TimeProvider.System, stop);
            default:
                throw new InvalidOperationException($"No code runs {command.GetType().Name}.");
        }
    }
}
