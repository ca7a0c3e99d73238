namespace WalletFunctions.Local.Host.Azurite;

/// <summary>How one Azurite (its table service alone) is run.</summary>
public sealed record AzuriteOptions
{
    /// <summary>Where Azurite is installed.</summary>
    public required AzuriteInstallation Installation { get; init; }

    /// <summary>The port on 127.0.0.1.</summary>
    public required int Port { get; init; }

    /// <summary>Where the rows are kept; null keeps them in memory alone.</summary>
    public string? DataFolder { get; init; }

    /// <summary>The file that takes everything Azurite prints.</summary>
    public required string LogFile { get; init; }

    /// <summary>A process with whose end Azurite ends too (tests); null lets it outlive everybody.</summary>
    public int? EndsWithProcessId { get; init; }
}
