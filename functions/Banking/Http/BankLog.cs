using Microsoft.Extensions.Logging;

namespace WalletFunctions.Banking.Http;

/// <summary>What is logged about the bank: ids and codes, never what was asked or answered.</summary>
internal sealed partial class BankLog(ILogger<BankLog> logger)
{
    /// <summary>Nothing definite came.</summary>
    [LoggerMessage(4201, LogLevel.Warning, "The bank gave no usable answer about {Subject}: {Why}")]
    public partial void Unclear(string subject, string why);

    /// <summary>The breaker opened.</summary>
    [LoggerMessage(4202, LogLevel.Error, "The circuit breaker of the bank opened for {Duration}")]
    public partial void BreakerOpened(TimeSpan duration);

    /// <summary>The breaker closed.</summary>
    [LoggerMessage(4203, LogLevel.Information, "The circuit breaker of the bank closed")]
    public partial void BreakerClosed();
}
