using Microsoft.Extensions.Configuration;

namespace WalletFunctions.Callbacks;

/// <summary>The settings of delivery, under <c>Callbacks</c>. Made and checked as one object when the app starts.</summary>
public sealed record CallbackOptions
{
    /// <summary>Where the settings are.</summary>
    public const string Section = "Callbacks";

    private const string EnvironmentSetting = "AZURE_FUNCTIONS_ENVIRONMENT";
    private const string LocalEnvironment = "Development";
    private const string SiteNameSetting = "WEBSITE_SITE_NAME";

    /// <summary>How long one attempt may take until the partner's status line is there.</summary>
    public TimeSpan AttemptDeadline { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long connecting may take, TLS included.</summary>
    public TimeSpan ConnectDeadline { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the answer's body is waited for once the status is known; it is read only to keep the connection.</summary>
    public TimeSpan BodyDeadline { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The most of an answer's body that is read, in bytes.</summary>
    public int MaximumBodyBytes { get; init; } = 64 * 1024;

    /// <summary>The most of an answer's headers that is read, in kibibytes.</summary>
    public int MaximumHeadersKib { get; init; } = 16;

    /// <summary>How many attempts to one partner may be under way at once in one process.</summary>
    public int ConcurrentPerPartner { get; init; } = 8;

    /// <summary>For a local run alone: plain http and loopback addresses are let through.</summary>
    public bool AllowLoopback { get; init; }

    /// <summary>Reads <c>Callbacks:AttemptDeadlineMs</c>, <c>:ConnectDeadlineMs</c>, <c>:BodyDeadlineMs</c>, <c>:ConcurrentPerPartner</c>, <c>:AllowLoopback</c>.</summary>
    /// <exception cref="InvalidOperationException">A value is out of bounds, or loopback is allowed outside a local run; every fault is named.</exception>
    public static CallbackOptions From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var section = configuration.GetSection(Section);
        var defaults = new CallbackOptions();
        var options = new CallbackOptions
        {
            AttemptDeadline = Milliseconds(section, "AttemptDeadlineMs", defaults.AttemptDeadline),
            ConnectDeadline = Milliseconds(section, "ConnectDeadlineMs", defaults.ConnectDeadline),
            BodyDeadline = Milliseconds(section, "BodyDeadlineMs", defaults.BodyDeadline),
            ConcurrentPerPartner = section.GetValue("ConcurrentPerPartner", defaults.ConcurrentPerPartner),
            AllowLoopback = section.GetValue("AllowLoopback", defaults.AllowLoopback),
        };
        var faults = options.Faults(isLocal: configuration[EnvironmentSetting] == LocalEnvironment && string.IsNullOrEmpty(configuration[SiteNameSetting]));
        return faults.Count == 0 ? options : throw new InvalidOperationException($"Settings of {Section}: {string.Join("; ", faults)}.");
    }

    /// <summary>What is wrong with these options; empty when nothing is.</summary>
    public IReadOnlyList<string> Faults(bool isLocal)
    {
        List<string> faults = [];
        Check(AttemptDeadline >= TimeSpan.FromMilliseconds(100) && AttemptDeadline <= TimeSpan.FromSeconds(30), "AttemptDeadlineMs is 100 to 30000");
        Check(ConnectDeadline >= TimeSpan.FromMilliseconds(50) && ConnectDeadline <= AttemptDeadline, "ConnectDeadlineMs is 50 to AttemptDeadlineMs");
        Check(BodyDeadline >= TimeSpan.Zero && BodyDeadline <= AttemptDeadline, "BodyDeadlineMs is 0 to AttemptDeadlineMs");
        Check(MaximumBodyBytes is >= 0 and <= 1024 * 1024, "MaximumBodyBytes is 0 to 1048576");
        Check(MaximumHeadersKib is >= 1 and <= 64, "MaximumHeadersKib is 1 to 64");
        Check(ConcurrentPerPartner is >= 1 and <= 256, "ConcurrentPerPartner is 1 to 256");
        Check(isLocal || !AllowLoopback, $"AllowLoopback is for a local run ({EnvironmentSetting}={LocalEnvironment} and no {SiteNameSetting}) alone");
        return faults;

        void Check(bool holds, string rule)
        {
            if (!holds)
            {
                faults.Add(rule);
            }
        }
    }

    private static TimeSpan Milliseconds(IConfiguration section, string name, TimeSpan fallback) =>
        TimeSpan.FromMilliseconds(section.GetValue(name, fallback.TotalMilliseconds));
}
