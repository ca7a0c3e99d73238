namespace WalletFunctions.Local.Host.Azurite;

/// <summary>Which Azurite the local runtime wants.</summary>
public sealed record LocalAzuriteOptions
{
    /// <summary>The folder that takes the rows unless the caller names one, below the repository.</summary>
    public const string DefaultDataFolder = ".azurite";

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port { get; init; } = AzuriteEndpoint.DefaultPort;

    /// <summary>The folder that the person asked for; null takes whatever a running Azurite has, else <see cref="DefaultDataFolder"/>.</summary>
    public string? DataFolder { get; init; }
}
