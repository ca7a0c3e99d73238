using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace WalletFunctions.Durable.History;

/// <summary>How long the histories of orchestrations are kept.</summary>
public sealed record HistorySettings
{
    private const string DaysSetting = "Durable:HistoryDays";
    private const int StandardDays = 30;
    private const int MaxDays = 3_650;

    /// <summary>How long the history of an orchestration that has completed is kept, counted from its start. Default 30 days, 1 to 3,650.</summary>
    public required TimeSpan Kept { get; init; }

    internal static HistorySettings Read(IConfiguration configuration, List<string> faults)
    {
        var text = configuration[DaysSetting] ?? StandardDays.ToString(CultureInfo.InvariantCulture);
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) || days is < 1 or > MaxDays)
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"{DaysSetting} must be an integer of days from 1 to {MaxDays}"));
        }

        return new HistorySettings { Kept = TimeSpan.FromDays(days) };
    }
}
