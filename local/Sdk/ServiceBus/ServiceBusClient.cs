#nullable disable

using Azure.Core;

namespace Azure.Messaging.ServiceBus;

/// <summary>
/// A connection to a namespace. Stands in for the type of the same name in Azure.Messaging.ServiceBus: it can be made and wired, but only a
/// host's derived client has a broker behind it.
/// </summary>
public class ServiceBusClient : IAsyncDisposable
{
    private readonly string _fullyQualifiedNamespace;
    private bool _closed;

    /// <summary>For hosts and tests.</summary>
    protected ServiceBusClient()
    {
    }

    /// <summary>A connection by connection string.</summary>
    /// <param name="connectionString">The connection string.</param>
    public ServiceBusClient(string connectionString)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        var endpoint = connectionString.Split(';').FirstOrDefault(part => part.StartsWith("Endpoint=", StringComparison.OrdinalIgnoreCase));
        _fullyQualifiedNamespace = endpoint is null
            ? throw new ArgumentException("The connection string names no endpoint.", nameof(connectionString))
            : new Uri(endpoint["Endpoint=".Length..]).Host;
    }

    /// <summary>A connection by identity.</summary>
    /// <param name="fullyQualifiedNamespace">The namespace's host name.</param>
    /// <param name="credential">The identity.</param>
    public ServiceBusClient(string fullyQualifiedNamespace, TokenCredential credential)
    {
        ArgumentException.ThrowIfNullOrEmpty(fullyQualifiedNamespace);
        ArgumentNullException.ThrowIfNull(credential);
        _fullyQualifiedNamespace = fullyQualifiedNamespace;
    }

    /// <summary>The namespace's host name.</summary>
    public virtual string FullyQualifiedNamespace => _fullyQualifiedNamespace;

    /// <summary>Whether the client was closed.</summary>
    public virtual bool IsClosed => _closed;

    /// <summary>A sender to a queue or topic.</summary>
    /// <param name="queueOrTopicName">The queue or topic.</param>
    public virtual ServiceBusSender CreateSender(string queueOrTopicName) =>
        throw new InvalidOperationException("The portable build sends messages in the local host alone.");

    /// <summary>Closes the connection.</summary>
    public virtual ValueTask DisposeAsync()
    {
        _closed = true;
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
