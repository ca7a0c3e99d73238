using Microsoft.Extensions.Logging;

namespace WalletFunctions.Risk.Sanctions;

/// <summary>What is logged about the sanctions list.</summary>
internal sealed partial class SanctionsListLog(ILogger<SanctionsListLog> logger)
{
    /// <summary>A list is in use from now on.</summary>
    [LoggerMessage(4111, LogLevel.Information, "Sanctions list {Version} with {Entries} entries is in use")]
    public partial void Loaded(string version, int entries);

    /// <summary>A newer file cannot be used.</summary>
    [LoggerMessage(4112, LogLevel.Error, "The newer sanctions list cannot be used, the one before stays in use")]
    public partial void Refused(Exception exception);
}
