using Microsoft.Extensions.Logging;

namespace WalletFunctions.Risk.Services;

/// <summary>What is logged about the external services: ids and codes, never what was asked or answered.</summary>
internal sealed partial class RiskServiceLog(ILogger<RiskServiceLog> logger)
{
    /// <summary>A transaction got no usable answer.</summary>
    [LoggerMessage(4101, LogLevel.Warning, "{Service} gave no usable answer for {TransactionId}: {Code} ({Detail})")]
    public partial void NoAnswer(string service, string transactionId, string code, string detail);

    /// <summary>The breaker opened.</summary>
    [LoggerMessage(4102, LogLevel.Error, "The circuit breaker of {Service} opened for {Duration}")]
    public partial void BreakerOpened(string service, TimeSpan duration);

    /// <summary>The breaker closed.</summary>
    [LoggerMessage(4103, LogLevel.Information, "The circuit breaker of {Service} closed")]
    public partial void BreakerClosed(string service);
}
