using Azure.Messaging.ServiceBus;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>
/// Settles the message of an invocation. Stands in for the type of the same name in Worker.Extensions.ServiceBus; a host derives from it,
/// and the members that a host does not override have no broker behind them.
/// </summary>
public class ServiceBusMessageActions
{
    /// <summary>For hosts and tests.</summary>
    protected ServiceBusMessageActions()
    {
    }

    /// <summary>Takes the message off the entity.</summary>
    /// <param name="message">The locked message.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public virtual Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        NoBroker(message);

    /// <summary>Gives the message back for another delivery.</summary>
    /// <param name="message">The locked message.</param>
    /// <param name="propertiesToModify">Application properties to set.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public virtual Task AbandonMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = default,
        CancellationToken cancellationToken = default) => NoBroker(message);

    /// <summary>Moves the message to the dead-letter queue.</summary>
    /// <param name="message">The locked message.</param>
    /// <param name="propertiesToModify">Application properties to set.</param>
    /// <param name="deadLetterReason">Why, in a word.</param>
    /// <param name="deadLetterErrorDescription">Why, in a sentence.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        Dictionary<string, object>? propertiesToModify = default,
        string? deadLetterReason = default,
        string? deadLetterErrorDescription = default,
        CancellationToken cancellationToken = default) => NoBroker(message);

    /// <summary>Sets the message aside: it is delivered no more.</summary>
    /// <param name="message">The locked message.</param>
    /// <param name="propertiesToModify">Application properties to set.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public virtual Task DeferMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = default,
        CancellationToken cancellationToken = default) => NoBroker(message);

    /// <summary>Holds the lock for another lock duration.</summary>
    /// <param name="message">The locked message.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public virtual Task RenewMessageLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        NoBroker(message);

    private static Task NoBroker(ServiceBusReceivedMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        throw new InvalidOperationException("The portable build settles messages in the local host alone.");
    }
}
