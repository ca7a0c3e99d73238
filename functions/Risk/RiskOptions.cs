using Microsoft.Extensions.Configuration;

namespace WalletFunctions.Risk;

/// <summary>The settings of fraud and screening, under <c>Risk</c>. Read and checked as one object when the app starts.</summary>
public sealed record RiskOptions
{
    /// <summary>Where the settings are.</summary>
    public const string Section = "Risk";

    private const string SampleList = "sanctions.sample.tsv";

    /// <summary>The fraud platform (<c>Risk:Fraud:*</c>); null when the built-in rules are used.</summary>
    public RiskServiceOptions? Fraud { get; init; }

    /// <summary>The screening service (<c>Risk:Screening:*</c>); null when the built-in list is used.</summary>
    public RiskServiceOptions? Screening { get; init; }

    /// <summary>
    /// The sanctions list's file (<c>Risk:SanctionsListPath</c>; relative to the app's folder). Needed where no screening service is configured: no list
    /// would mean that nobody is screened. A local run alone falls back to the sample that comes with the app.
    /// </summary>
    public string? SanctionsListPath { get; init; }

    /// <summary>How often the list's file is looked at for a newer one (<c>Risk:SanctionsListRefreshMs</c>).</summary>
    public TimeSpan SanctionsListRefresh { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How old a rule set in memory may be (<c>Risk:RuleSetRefreshMs</c>): the time until a change is applied everywhere.</summary>
    public TimeSpan RuleSetRefresh { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How old a customer's history in memory may be before it is read again (<c>Risk:HistoryRefreshMs</c>).</summary>
    public TimeSpan HistoryRefresh { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long records are gathered before they are written together (<c>Risk:HistoryLingerMs</c>): the most that a crash can lose of what velocity counts,
    /// and that one process may lag behind another. Money is not at stake: limits are the ledger's.
    /// </summary>
    public TimeSpan HistoryLinger { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// Whether a movement's record is waited for (<c>Risk:WaitForHistoryWrites</c>). Off, velocity is exact within a process, and lags behind
    /// between processes by <see cref="HistoryLinger"/> and one movement; on, every looked-back-at transaction waits for one storage write.
    /// </summary>
    public bool WaitForHistoryWrites { get; init; }

    /// <summary>Reads and checks the settings.</summary>
    /// <exception cref="InvalidOperationException">Something is wrong; the message names every fault.</exception>
    public static RiskOptions From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var section = configuration.GetSection(Section);
        List<string> faults = [];
        var standard = new RiskOptions();
        var options = new RiskOptions
        {
            Fraud = RiskServiceOptions.Read(section.GetSection("Fraud"), faults),
            Screening = RiskServiceOptions.Read(section.GetSection("Screening"), faults),
            SanctionsListPath = section["SanctionsListPath"] is { Length: > 0 } path ? Path.Combine(AppContext.BaseDirectory, path) : null,
            SanctionsListRefresh = Milliseconds("SanctionsListRefreshMs", standard.SanctionsListRefresh, 86_400_000),
            RuleSetRefresh = Milliseconds("RuleSetRefreshMs", standard.RuleSetRefresh, 3_600_000),
            HistoryRefresh = Milliseconds("HistoryRefreshMs", standard.HistoryRefresh, 3_600_000),
            HistoryLinger = Milliseconds("HistoryLingerMs", standard.HistoryLinger, 5_000),
            WaitForHistoryWrites = Flag("WaitForHistoryWrites"),
        };
        if (options is { Screening: null, SanctionsListPath: null } && IsLocal(configuration))
        {
            options = options with { SanctionsListPath = Path.Combine(AppContext.BaseDirectory, SampleList) };
        }

        if (options.Screening is null && options.SanctionsListPath is null && string.IsNullOrWhiteSpace(section["Screening:BaseUrl"]))
        {
            faults.Add("neither Risk:Screening:BaseUrl nor Risk:SanctionsListPath is set: nobody would be screened");
        }

        return faults.Count == 0
            ? options
            : throw new InvalidOperationException($"The settings of fraud and screening are wrong: {string.Join("; ", faults)}.");

        static bool IsLocal(IConfiguration configuration) =>
            configuration["AZURE_FUNCTIONS_ENVIRONMENT"] == "Development" && string.IsNullOrEmpty(configuration["WEBSITE_SITE_NAME"]);

        TimeSpan Milliseconds(string name, TimeSpan standardValue, int highest) => TimeSpan.FromMilliseconds(
            RiskServiceOptions.ReadWhole(section, name, (int)standardValue.TotalMilliseconds, 1, highest, faults));

        bool Flag(string name)
        {
            if (section[name] is not { } text)
            {
                return false;
            }

            if (!bool.TryParse(text, out var value))
            {
                faults.Add($"{section.Path}:{name} must be true or false, not '{text}'");
            }

            return value;
        }
    }
}
