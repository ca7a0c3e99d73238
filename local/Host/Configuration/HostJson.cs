using Microsoft.Extensions.Configuration;

namespace WalletFunctions.Local.Host.Configuration;

/// <summary>What the local host takes from <c>host.json</c>, with the Functions host's defaults.</summary>
public sealed record HostJson
{
    private const string DefaultRoutePrefix = "api";
    private const int DefaultMaxConcurrentCalls = 16;
    private const int DefaultMaxConcurrentSessions = 8;
    private const int DefaultMaxMessageBatchSize = 1_000;

    /// <summary>What stands before every route; empty for none. Default <c>api</c>.</summary>
    public string RoutePrefix { get; init; } = DefaultRoutePrefix;

    /// <summary>The most messages of one trigger that run at once, without sessions. Default 16.</summary>
    public int MaxConcurrentCalls { get; init; } = DefaultMaxConcurrentCalls;

    /// <summary>The most sessions of one trigger that run at once. Default 8.</summary>
    public int MaxConcurrentSessions { get; init; } = DefaultMaxConcurrentSessions;

    /// <summary>The most messages a batched trigger takes at once. Default 1,000.</summary>
    public int MaxMessageBatchSize { get; init; } = DefaultMaxMessageBatchSize;

    /// <summary>Whether a message is completed after its function succeeded, unless the trigger says otherwise. Default true.</summary>
    public bool AutoCompleteMessages { get; init; } = true;

    /// <summary>For how long a running function's message lock is renewed. Default 5 minutes.</summary>
    public TimeSpan MaxAutoLockRenewalDuration { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The name under which orchestrations are kept. Default <c>TestHubName</c>.</summary>
    public string TaskHubName { get; init; } = "TestHubName";

    /// <summary>The file's <c>logging</c> section.</summary>
    public IConfiguration Logging { get; init; } = new ConfigurationBuilder().Build();

    /// <summary>Reads the file; a missing file gives the defaults.</summary>
    /// <param name="path">Where the file is; null for the defaults.</param>
    /// <exception cref="LocalHostException">The file is not JSON or has a value that cannot be.</exception>
    public static HostJson Read(string? path)
    {
        if (path is null || !File.Exists(path))
        {
            return new HostJson();
        }

        try
        {
            var file = new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(path), optional: false, reloadOnChange: false).Build();
            var bus = file.GetSection("extensions:serviceBus");
            var defaults = new HostJson();
            return new HostJson
            {
                RoutePrefix = file["extensions:http:routePrefix"]?.Trim('/') ?? defaults.RoutePrefix,
                MaxConcurrentCalls = AtLeastOne(bus, "maxConcurrentCalls", defaults.MaxConcurrentCalls),
                MaxConcurrentSessions = AtLeastOne(bus, "maxConcurrentSessions", defaults.MaxConcurrentSessions),
                MaxMessageBatchSize = AtLeastOne(bus, "maxMessageBatchSize", defaults.MaxMessageBatchSize),
                AutoCompleteMessages = bus.GetValue("autoCompleteMessages", defaults.AutoCompleteMessages),
                MaxAutoLockRenewalDuration = bus.GetValue("maxAutoLockRenewalDuration", defaults.MaxAutoLockRenewalDuration),
                TaskHubName = file["extensions:durableTask:hubName"] ?? defaults.TaskHubName,
                Logging = file.GetSection("logging"),
            };
        }
        catch (Exception fault) when (fault is InvalidDataException or FormatException or InvalidOperationException)
        {
            throw new LocalHostException($"{path} cannot be read: {fault.GetBaseException().Message}", fault);
        }
    }

    private static int AtLeastOne(IConfiguration section, string name, int fallback)
    {
        var value = section.GetValue(name, fallback);
        return value >= 1 ? value : throw new InvalidOperationException($"extensions:serviceBus:{name} is {value}; it must be at least 1.");
    }
}
