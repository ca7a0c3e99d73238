using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace WalletFunctions.Risk;

/// <summary>How one external service (fraud platform or screening) is reached, and how long it is waited for.</summary>
public sealed record RiskServiceOptions
{
    /// <summary>The highest deadline that may be set, for one attempt or in total.</summary>
    public const int MaxDeadlineMs = 30_000;

    /// <summary>Where the service is; https, or http on loopback.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>The bearer token that the service asks for; null when it asks for none.</summary>
    public string? ApiKey { get; init; }

    /// <summary>How long one attempt may take.</summary>
    public TimeSpan AttemptDeadline { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long all attempts together may take, waits included.</summary>
    public TimeSpan TotalDeadline { get; init; } = TimeSpan.FromMilliseconds(1_500);

    /// <summary>How often a failed attempt is repeated. Repeating is safe: the service counts a transaction once, by its id.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>The wait before the first retry; it doubles, with jitter.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>The share of failed attempts at which the circuit breaker opens, in percent.</summary>
    public int BreakerFailurePercent { get; init; } = 50;

    /// <summary>The attempts within <see cref="BreakerWindow"/> below which the breaker never opens.</summary>
    public int BreakerMinimumCalls { get; init; } = 10;

    /// <summary>The time over which the breaker counts.</summary>
    public TimeSpan BreakerWindow { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the breaker stays open before it lets one attempt through.</summary>
    public TimeSpan BreakerOpen { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The most bytes of an answer that are read; a longer one is unreadable.</summary>
    public int MaxAnswerBytes { get; init; } = 16 * 1024;

    /// <summary>Reads a section; null when it names no service. Adds what is wrong to <paramref name="faults"/>.</summary>
    internal static RiskServiceOptions? Read(IConfigurationSection section, List<string> faults)
    {
        if (string.IsNullOrWhiteSpace(section["BaseUrl"]))
        {
            return null;
        }

        if (!Uri.TryCreate(section["BaseUrl"], UriKind.Absolute, out var baseUrl) ||
            !(baseUrl.Scheme == Uri.UriSchemeHttps || (baseUrl.Scheme == Uri.UriSchemeHttp && baseUrl.IsLoopback)) ||
            baseUrl.Query.Length > 0 || baseUrl.Fragment.Length > 0 || baseUrl.UserInfo.Length > 0)
        {
            faults.Add($"{section.Path}:BaseUrl must be an https address (http on loopback alone) without query, fragment and user");
            return null;
        }

        var standard = new RiskServiceOptions { BaseUrl = baseUrl };
        var options = new RiskServiceOptions
        {
            BaseUrl = baseUrl,
            ApiKey = section["ApiKey"] is { Length: > 0 } key ? key : null,
            AttemptDeadline = Milliseconds("AttemptDeadlineMs", standard.AttemptDeadline, 10, MaxDeadlineMs),
            TotalDeadline = Milliseconds("TotalDeadlineMs", standard.TotalDeadline, 10, MaxDeadlineMs),
            Retries = Whole("Retries", standard.Retries, 0, 5),
            RetryDelay = Milliseconds("RetryDelayMs", standard.RetryDelay, 0, 5_000),
            BreakerFailurePercent = Whole("BreakerFailurePercent", standard.BreakerFailurePercent, 1, 100),
            BreakerMinimumCalls = Whole("BreakerMinimumCalls", standard.BreakerMinimumCalls, 2, 10_000),
            BreakerWindow = Milliseconds("BreakerWindowMs", standard.BreakerWindow, 500, 3_600_000),
            BreakerOpen = Milliseconds("BreakerOpenMs", standard.BreakerOpen, 500, 3_600_000),
            MaxAnswerBytes = Whole("MaxAnswerBytes", standard.MaxAnswerBytes, 256, 1024 * 1024),
        };
        if (options.AttemptDeadline > options.TotalDeadline)
        {
            faults.Add($"{section.Path}:AttemptDeadlineMs must not be above TotalDeadlineMs");
        }

        return options;

        TimeSpan Milliseconds(string name, TimeSpan standardValue, int lowest, int highest) =>
            TimeSpan.FromMilliseconds(Whole(name, (int)standardValue.TotalMilliseconds, lowest, highest));

        int Whole(string name, int standardValue, int lowest, int highest) => ReadWhole(section, name, standardValue, lowest, highest, faults);
    }

    /// <summary>Reads a whole number between bounds, or the standard value when it is not set.</summary>
    internal static int ReadWhole(IConfiguration section, string name, int standard, int lowest, int highest, List<string> faults)
    {
        if (section[name] is not { } text)
        {
            return standard;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= lowest && value <= highest)
        {
            return value;
        }

        var path = section is IConfigurationSection named ? $"{named.Path}:{name}" : name;
        faults.Add(string.Create(CultureInfo.InvariantCulture, $"{path} must be a whole number from {lowest} to {highest}, not '{text}'"));
        return standard;
    }
}
