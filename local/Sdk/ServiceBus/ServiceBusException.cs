#nullable disable

namespace Azure.Messaging.ServiceBus;

/// <summary>A failed Service Bus operation. Stands in for the type of the same name in Azure.Messaging.ServiceBus.</summary>
public class ServiceBusException : Exception
{
    /// <summary>An exception that says nothing yet.</summary>
    public ServiceBusException()
    {
    }

    /// <summary>A failure whose reason tells whether it may pass.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="reason">Why.</param>
    /// <param name="entityPath">Where.</param>
    /// <param name="innerException">The cause.</param>
    public ServiceBusException(string message, ServiceBusFailureReason reason, string entityPath = default, Exception innerException = default)
        : this(IsPassing(reason), message, entityPath, reason, innerException)
    {
    }

    /// <summary>A failure.</summary>
    /// <param name="isTransient">Whether it may pass.</param>
    /// <param name="message">What happened.</param>
    /// <param name="entityName">Where.</param>
    /// <param name="reason">Why.</param>
    /// <param name="innerException">The cause.</param>
    public ServiceBusException(
        bool isTransient,
        string message,
        string entityName = default,
        ServiceBusFailureReason reason = ServiceBusFailureReason.GeneralError,
        Exception innerException = default)
        : base(message, innerException)
    {
        IsTransient = isTransient;
        EntityPath = entityName;
        Reason = reason;
    }

    /// <summary>Whether the failure may pass, so that a retry makes sense.</summary>
    public bool IsTransient { get; }

    /// <summary>Why it failed.</summary>
    public ServiceBusFailureReason Reason { get; }

    /// <summary>The queue, topic or subscription.</summary>
    public string EntityPath { get; }

    /// <summary>What happened, where and why.</summary>
    public override string Message => string.IsNullOrEmpty(EntityPath)
        ? $"{base.Message} ({Reason}). For troubleshooting information, see https://aka.ms/azsdk/net/servicebus/exceptions/troubleshoot."
        : $"{base.Message} ({EntityPath} - {Reason}). For troubleshooting information, see https://aka.ms/azsdk/net/servicebus/exceptions/troubleshoot.";

    private static bool IsPassing(ServiceBusFailureReason reason) => reason is
        ServiceBusFailureReason.ServiceCommunicationProblem or ServiceBusFailureReason.ServiceTimeout or ServiceBusFailureReason.ServiceBusy;
}
