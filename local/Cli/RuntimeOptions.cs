using WalletFunctions.Local.Cli.Ledger;
using WalletFunctions.Local.Host.Azurite;

namespace WalletFunctions.Local.Cli;

/// <summary>Where the local runtime listens and keeps its data.</summary>
internal sealed record RuntimeOptions
{
    /// <summary>The port that the Functions host has locally, too.</summary>
    public const int DefaultPort = 7071;

    /// <summary>The app's port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>Azurite's port on 127.0.0.1.</summary>
    public int AzuritePort { get; init; } = AzuriteEndpoint.DefaultPort;

    /// <summary>The folder in which Azurite keeps its rows; null for the default, or for whatever a running one has.</summary>
    public string? DataFolder { get; init; }

    /// <summary>The connection string of an Azurite or an account that runs already; null for an Azurite of our own.</summary>
    public string? Storage { get; init; }

    /// <summary>Which part of a ledger, for the commands that are about one.</summary>
    public LedgerOptions Ledger { get; init; } = new();
}
