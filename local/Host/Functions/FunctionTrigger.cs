namespace WalletFunctions.Local.Host.Functions;

/// <summary>What starts a function: one case per kind of trigger.</summary>
public abstract record FunctionTrigger
{
    private FunctionTrigger()
    {
    }

    /// <summary>The binding's type, as the Functions host names it.</summary>
    public abstract string BindingType { get; }

    /// <summary>An HTTP request.</summary>
    /// <param name="Route">The route template without the prefix.</param>
    /// <param name="Methods">The HTTP methods; empty means every method.</param>
    public sealed record Http(string Route, IReadOnlyList<string> Methods) : FunctionTrigger
    {
        /// <inheritdoc/>
        public override string BindingType => "httpTrigger";
    }

    /// <summary>A schedule.</summary>
    /// <param name="Schedule">NCRONTAB text, a time span, or %Setting%.</param>
    /// <param name="UseMonitor">Whether the schedule is remembered across restarts.</param>
    /// <param name="RunOnStartup">Whether the function also runs at each start.</param>
    public sealed record Timer(string Schedule, bool UseMonitor, bool RunOnStartup) : FunctionTrigger
    {
        /// <inheritdoc/>
        public override string BindingType => "timerTrigger";
    }

    /// <summary>A message of a queue or of a topic's subscription.</summary>
    /// <param name="QueueOrTopic">The queue or topic, or %Setting%.</param>
    /// <param name="Subscription">The subscription, or %Setting%; null for a queue.</param>
    /// <param name="Sessions">Whether messages are taken session by session.</param>
    /// <param name="Batched">Whether an invocation takes several messages.</param>
    /// <param name="AutoComplete">Whether the host completes after success; null where the attribute leaves it to host.json.</param>
    public sealed record ServiceBus(string QueueOrTopic, string? Subscription, bool Sessions, bool Batched, bool? AutoComplete) : FunctionTrigger
    {
        /// <inheritdoc/>
        public override string BindingType => "serviceBusTrigger";
    }

    /// <summary>An orchestration's episode.</summary>
    public sealed record Orchestration : FunctionTrigger
    {
        /// <inheritdoc/>
        public override string BindingType => "orchestrationTrigger";
    }

    /// <summary>A step that an orchestration calls.</summary>
    public sealed record Activity : FunctionTrigger
    {
        /// <inheritdoc/>
        public override string BindingType => "activityTrigger";
    }
}
