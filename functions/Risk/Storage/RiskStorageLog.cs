using Microsoft.Extensions.Logging;

namespace WalletFunctions.Risk.Storage;

/// <summary>What is logged about histories and rule sets.</summary>
internal sealed partial class RiskStorageLog(ILogger<RiskStorageLog> logger)
{
    /// <summary>Movements could not be recorded.</summary>
    [LoggerMessage(4121, LogLevel.Error, "{Count} risk histories in {Partition} could not be written, velocity may be too low until they are used again")]
    public partial void HistoryLost(Exception exception, string partition, int count);

    /// <summary>A stored rule set cannot be read.</summary>
    [LoggerMessage(4122, LogLevel.Error, "The stored risk rules of {Partner} cannot be read, all its transactions are reviewed: {Faults}")]
    public partial void RulesUnreadable(string partner, string faults);

    /// <summary>The rule set could not be refreshed.</summary>
    [LoggerMessage(4123, LogLevel.Warning, "The risk rules of {Partner} could not be refreshed, the version before stays in use")]
    public partial void RulesNotRefreshed(Exception exception, string partner);
}
