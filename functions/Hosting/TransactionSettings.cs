using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace WalletFunctions.Hosting;

/// <summary>How transactions are answered and swept.</summary>
public sealed record TransactionSettings
{
    private const string SyncWaitSetting = "Transactions:SyncWaitMs";
    private const string SweepAfterSetting = "Transactions:SweepAfterMs";

    /// <summary>How long a caller waits for the final answer before it gets 202. Default 8 s, at most 100 s.</summary>
    public required TimeSpan SyncWait { get; init; }

    /// <summary>How old a claim without an answer must be before the sweeper looks after it. Default 15 s, at most an hour.</summary>
    public required TimeSpan SweepAfter { get; init; }

    internal static TransactionSettings Read(IConfiguration configuration, List<string> faults) => new()
    {
        SyncWait = ReadMilliseconds(configuration, SyncWaitSetting, 8_000, 100_000, faults),
        SweepAfter = ReadMilliseconds(configuration, SweepAfterSetting, 15_000, 3_600_000, faults),
    };

    private static TimeSpan ReadMilliseconds(IConfiguration configuration, string setting, int standard, int max, List<string> faults)
    {
        if (configuration[setting] is not { } text)
        {
            return TimeSpan.FromMilliseconds(standard);
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) || milliseconds > max)
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"{setting} must be an integer of milliseconds from 0 to {max}"));
        }

        return TimeSpan.FromMilliseconds(milliseconds);
    }
}
