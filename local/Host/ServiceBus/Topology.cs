using Microsoft.Extensions.Configuration;
using WalletFunctions.Local.Host.Configuration;
using WalletFunctions.Local.Host.Functions;

namespace WalletFunctions.Local.Host.ServiceBus;

/// <summary>
/// Which queues, topics and subscriptions there are: those the triggers name, and those the settings declare —
/// <c>LocalServiceBus:Queues:{queue}</c> (any value), <c>LocalServiceBus:Topics:{topic}</c> (the subscriptions, separated by commas; empty for
/// none) and <c>LocalServiceBus:Rules:{queue, topic or topic/subscription}:{a property of QueueRules}</c>. Names have no upper case.
/// </summary>
public sealed class Topology
{
    /// <summary>What a dead-letter queue's path ends with.</summary>
    public const string DeadLetterSuffix = "/$deadletterqueue";

    private const string Section = "LocalServiceBus";

    private readonly SortedDictionary<string, SortedSet<string>> _topics = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _queues = new(StringComparer.Ordinal);
    private readonly HashSet<string> _sessionful = new(StringComparer.Ordinal);
    private readonly IConfiguration _settings;

    private Topology(IConfiguration settings) => _settings = settings;

    /// <summary>The queues.</summary>
    public IReadOnlyCollection<string> Queues => _queues;

    /// <summary>The topics.</summary>
    public IReadOnlyCollection<string> Topics => _topics.Keys;

    /// <summary>Collects what triggers and settings declare.</summary>
    /// <param name="functions">The app's functions.</param>
    /// <param name="settings">The app's settings.</param>
    /// <exception cref="LocalHostException">A name serves as queue and topic, or a trigger refers to a setting that does not exist.</exception>
    public static Topology Of(IEnumerable<FunctionMethod> functions, IConfiguration settings)
    {
        ArgumentNullException.ThrowIfNull(functions);
        ArgumentNullException.ThrowIfNull(settings);
        var topology = new Topology(settings);
        foreach (var trigger in functions.Select(function => function.Trigger).OfType<FunctionTrigger.ServiceBus>())
        {
            topology.Add(PathOf(trigger, settings), trigger.Subscription is not null, trigger.Sessions);
        }

        foreach (var queue in settings.GetSection($"{Section}:Queues").GetChildren())
        {
            topology.Add(Normal(queue.Key), isSubscription: false, sessions: false);
        }

        foreach (var topic in settings.GetSection($"{Section}:Topics").GetChildren())
        {
            topology.Declare(Normal(topic.Key)).UnionWith(
                (topic.Value ?? string.Empty).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Normal));
        }

        var both = topology._queues.FirstOrDefault(topology._topics.ContainsKey);
        return both is null ? topology : throw new LocalHostException($"'{both}' is named as a queue and as a topic.");
    }

    /// <summary>Where a trigger listens: <c>queue</c> or <c>topic/subscription</c>, perhaps with the dead-letter suffix.</summary>
    /// <param name="trigger">The trigger.</param>
    /// <param name="settings">The app's settings.</param>
    public static string PathOf(FunctionTrigger.ServiceBus trigger, IConfiguration settings)
    {
        ArgumentNullException.ThrowIfNull(trigger);
        var name = Normal(SettingReferences.Resolve(trigger.QueueOrTopic, settings));
        return trigger.Subscription is null ? name : $"{name}/{Normal(SettingReferences.Resolve(trigger.Subscription, settings))}";
    }

    /// <summary>A name as this topology keeps it.</summary>
    /// <param name="name">A name in any case, as Azure allows.</param>
    public static string Normal(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Trim().ToLowerInvariant();
    }

    /// <summary>The subscriptions of a topic.</summary>
    /// <param name="topic">The topic.</param>
    public IReadOnlyCollection<string> SubscriptionsOf(string topic) => _topics[topic];

    /// <summary>How a queue, a topic (for duplicates alone) or a subscription treats its messages.</summary>
    /// <param name="path">The queue, the topic, or <c>topic/subscription</c>.</param>
    /// <exception cref="LocalHostException">A rule's value cannot be read.</exception>
    public QueueRules RulesOf(string path)
    {
        try
        {
            var rules = _settings.GetSection($"{Section}:Rules:{path}").Get<QueueRules>() ?? new QueueRules();
            return rules with { RequiresSession = rules.RequiresSession || _sessionful.Contains(path) };
        }
        catch (InvalidOperationException fault)
        {
            throw new LocalHostException($"The rules of '{path}' cannot be read: {fault.GetBaseException().Message}", fault);
        }
    }

    private void Add(string path, bool isSubscription, bool sessions)
    {
        var live = path.EndsWith(DeadLetterSuffix, StringComparison.Ordinal) ? path[..^DeadLetterSuffix.Length] : path;
        var names = live.Split('/');
        if (names.Length != (isSubscription ? 2 : 1) || names.Any(name => name.Length == 0))
        {
            throw new LocalHostException($"'{path}' is no name of a queue or subscription that the local host can keep.");
        }

        if (isSubscription)
        {
            Declare(names[0]).Add(names[1]);
        }
        else
        {
            _queues.Add(live);
        }

        if (sessions && live == path)
        {
            _sessionful.Add(live);
        }
    }

    private SortedSet<string> Declare(string topic)
    {
        if (!_topics.TryGetValue(topic, out var subscriptions))
        {
            _topics[topic] = subscriptions = new SortedSet<string>(StringComparer.Ordinal);
        }

        return subscriptions;
    }
}
