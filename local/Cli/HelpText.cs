using WalletFunctions.Local.Host.Azurite;

namespace WalletFunctions.Local.Cli;

/// <summary>How to use the program.</summary>
internal static class HelpText
{
    /// <summary>All of it.</summary>
    public static string Full { get; } = $"""
        Runs the wallet functions on this machine, with Azurite as their storage.

        Usage: dotnet run --project local [-- COMMAND OPTIONS]

        Commands
          (none)   serve the app until Ctrl-C
          demo     play a first transfer over HTTP, show what happened, and stop; exits 0 if every check held

        Options
          --port PORT                  the app's port on 127.0.0.1 (default {RuntimeOptions.DefaultPort}; 0 takes a free one)
          --data DIR                   where Azurite keeps its data (default {LocalAzuriteOptions.DefaultDataFolder} in the repository)
          --azurite-port PORT          Azurite's port on 127.0.0.1 (default {AzuriteEndpoint.DefaultPort}); one that listens there already is used
          --storage CONNECTION_STRING  an Azurite or a storage account that runs already, instead of one of our own
          --help                       this text
        """;

    /// <summary>Where to find it, for whoever made a mistake.</summary>
    public const string Hint = "Try --help.";
}
