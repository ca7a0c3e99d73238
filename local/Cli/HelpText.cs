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
          demo     play both directions over HTTP with a fintech and a bank, show both ledgers side by side, and stop; exits 0 if every check held
          ledger verify
                   prove the ledger, also while the app runs: names the first row that is wrong, and why; exits 1 if there is one
          ledger rebuild
                   write wallet and customer rows anew from entries, holds, postings and control rows; refuses if those are damaged

        Options
          --port PORT                  the app's port on 127.0.0.1 (default {RuntimeOptions.DefaultPort}; 0 takes a free one)
          --data DIR                   where Azurite keeps its data (default {LocalAzuriteOptions.DefaultDataFolder} in the repository)
          --azurite-port PORT          Azurite's port on 127.0.0.1 (default {AzuriteEndpoint.DefaultPort}); one that listens there already is used
          --storage CONNECTION_STRING  an Azurite or a storage account that runs already, instead of one of our own
          --partner ID                 of the ledger commands: whose ledger (default: the partner that every request acts as)
          --partition N                … only one ledger partition
          --wallet ID                  … only one wallet
          --watermarks FILE            … of verify: watermarks that answers carried, one to a line: walletId sequence balance currency mirrorHash
          --help                       this text
        """;

    /// <summary>Where to find it, for whoever made a mistake.</summary>
    public const string Hint = "Try --help.";
}
