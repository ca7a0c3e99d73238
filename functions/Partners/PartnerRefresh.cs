using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace WalletFunctions.Partners;

/// <summary>
/// Reads the partners again before what is known of them is too old, so that requests do not wait for it, and so that the ledger, which asks memory
/// alone, knows every limit profile before a wallet can have it.
/// </summary>
internal sealed partial class PartnerRefresh(PartnerDirectory partners, TimeProvider time, ILogger<PartnerRefresh> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(25);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await IsNextAsync(timer, stoppingToken))
        {
            try
            {
                await partners.RefreshAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // The edge of a process of its own: whoever needs the partner next reads it, and fails with this.
                LogFailed(logger, exception);
            }
        }
    }

    // A host that failed to start ends this without having been told to stop: that is no failure of this.
    private static async ValueTask<bool> IsNextAsync(PeriodicTimer timer, CancellationToken stoppingToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return false;
        }
    }

    [LoggerMessage(1101, LogLevel.Warning, "What is known of the partners could not be read again")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
