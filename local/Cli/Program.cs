using WalletFunctions.Local.Cli;

namespace WalletFunctions.Local;

/// <summary>The entry of the local runtime: reads the command line and runs what it names.</summary>
internal static class Program
{
    private const int Success = 0;
    private const int Failure = 1;
    private const int Mistake = 2;

    private static async Task<int> Main(string[] arguments)
    {
        switch (CommandLine.Parse(arguments))
        {
            case CommandLine.Help:
                Console.WriteLine(HelpText.Full);
                return Success;
            case CommandLine.Mistaken mistaken:
                await Console.Error.WriteLineAsync($"{mistaken.Message} {HelpText.Hint}");
                return Mistake;
            default:
                await Task.CompletedTask;
                return Failure;
        }
    }
}
