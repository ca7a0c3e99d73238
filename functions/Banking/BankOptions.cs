using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace WalletFunctions.Banking;

/// <summary>How the bank's core system is reached, and how long it is waited for: the settings under <c>Bank</c>, read and checked as one object when the app starts.</summary>
public sealed record BankOptions
{
    /// <summary>Where the settings are.</summary>
    public const string Section = "Bank";

    /// <summary>The highest deadline that may be set, for one attempt or in total.</summary>
    public const int MaxDeadlineMs = 60_000;

    /// <summary>Where the bank is (<c>Bank:BaseUrl</c>); https, or http on loopback. Null only locally: then nothing is definite, and no money moves over the bank's edge.</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>The bearer token that the bank asks for (<c>Bank:ApiKey</c>); null when it asks for none.</summary>
    public string? ApiKey { get; init; }

    /// <summary>How long one attempt may take (<c>Bank:AttemptDeadlineMs</c>).</summary>
    public TimeSpan AttemptDeadline { get; init; } = TimeSpan.FromMilliseconds(2_000);

    /// <summary>How long all attempts of one call together may take, waits included (<c>Bank:TotalDeadlineMs</c>).</summary>
    public TimeSpan TotalDeadline { get; init; } = TimeSpan.FromMilliseconds(5_000);

    /// <summary>How often a failed attempt is repeated (<c>Bank:Retries</c>). Repeating is safe: the bank does everything once, by its reference, wallet or version.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>The wait before the first retry (<c>Bank:RetryDelayMs</c>); it doubles, with jitter.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The share of failed attempts at which the circuit breaker opens, in percent (<c>Bank:BreakerFailurePercent</c>).</summary>
    public int BreakerFailurePercent { get; init; } = 50;

    /// <summary>The attempts within <see cref="BreakerWindow"/> below which the breaker never opens (<c>Bank:BreakerMinimumCalls</c>).</summary>
    public int BreakerMinimumCalls { get; init; } = 20;

    /// <summary>The time over which the breaker counts (<c>Bank:BreakerWindowMs</c>).</summary>
    public TimeSpan BreakerWindow { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the breaker stays open before it lets one attempt through (<c>Bank:BreakerOpenMs</c>).</summary>
    public TimeSpan BreakerOpen { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The most bytes of an answer that are read (<c>Bank:MaxAnswerBytes</c>); a longer one is unreadable.</summary>
    public int MaxAnswerBytes { get; init; } = 16 * 1024;

    /// <summary>Reads and checks the settings.</summary>
    /// <exception cref="InvalidOperationException">Something is wrong; the message names every fault.</exception>
    public static BankOptions From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var section = configuration.GetSection(Section);
        List<string> faults = [];
        var standard = new BankOptions();
        var options = new BankOptions
        {
            BaseUrl = Address(section["BaseUrl"], IsLocal(configuration), faults),
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
            faults.Add($"{Section}:AttemptDeadlineMs must not be above TotalDeadlineMs");
        }

        return faults.Count == 0
            ? options
            : throw new InvalidOperationException($"The settings of the bank are wrong: {string.Join("; ", faults)}.");

        TimeSpan Milliseconds(string name, TimeSpan standardValue, int lowest, int highest) =>
            TimeSpan.FromMilliseconds(Whole(name, (int)standardValue.TotalMilliseconds, lowest, highest));

        int Whole(string name, int standardValue, int lowest, int highest)
        {
            if (section[name] is not { } text)
            {
                return standardValue;
            }

            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value < lowest || value > highest)
            {
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"{Section}:{name} must be a whole number from {lowest} to {highest}, not '{text}'"));
                return standardValue;
            }

            return value;
        }
    }

    private static Uri? Address(string? text, bool isLocal, List<string> faults)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            if (!isLocal)
            {
                faults.Add($"{Section}:BaseUrl is not set");
            }

            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            && address.Query.Length == 0 && address.Fragment.Length == 0 && address.UserInfo.Length == 0)
        {
            return address;
        }

        faults.Add($"{Section}:BaseUrl must be an https address (http on loopback alone) without query, fragment and user");
        return null;
    }

    private static bool IsLocal(IConfiguration configuration) =>
        configuration["AZURE_FUNCTIONS_ENVIRONMENT"] == "Development" && string.IsNullOrEmpty(configuration["WEBSITE_SITE_NAME"]);
}
