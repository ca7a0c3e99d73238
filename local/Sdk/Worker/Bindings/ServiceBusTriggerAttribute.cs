using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Starts a function by a message. Stands in for the type of the same name in Worker.Extensions.ServiceBus.</summary>
public sealed class ServiceBusTriggerAttribute : TriggerBindingAttribute, ISupportCardinality
{
    /// <summary>Listens on a queue.</summary>
    /// <param name="queueName">The queue, or %Setting%.</param>
    public ServiceBusTriggerAttribute(string queueName) => QueueName = queueName;

    /// <summary>Listens on a subscription of a topic.</summary>
    /// <param name="topicName">The topic, or %Setting%.</param>
    /// <param name="subscriptionName">The subscription, or %Setting%.</param>
    public ServiceBusTriggerAttribute(string topicName, string subscriptionName)
    {
        TopicName = topicName;
        SubscriptionName = subscriptionName;
    }

    /// <summary>The setting (or section) that holds the connection.</summary>
    public string? Connection { get; set; }

    /// <summary>The queue; null for a topic.</summary>
    public string? QueueName { get; }

    /// <summary>The topic; null for a queue.</summary>
    public string? TopicName { get; }

    /// <summary>The subscription; null for a queue.</summary>
    public string? SubscriptionName { get; }

    /// <summary>Whether messages are taken session by session.</summary>
    public bool IsSessionsEnabled { get; set; }

    /// <summary>Whether an invocation takes a batch.</summary>
    public bool IsBatched { get; set; }

    /// <summary>
    /// Whether the host completes a message after success. Read by the official extension only where it was set: unset means the host's
    /// setting, which is true.
    /// </summary>
    public bool AutoCompleteMessages { get; set; }

    Cardinality ISupportCardinality.Cardinality
    {
        get => IsBatched ? Cardinality.Many : Cardinality.One;
        set => IsBatched = value == Cardinality.Many;
    }
}
