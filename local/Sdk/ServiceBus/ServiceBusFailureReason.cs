namespace Azure.Messaging.ServiceBus;

/// <summary>Why an operation failed. Stands in for the enum of the same name in Azure.Messaging.ServiceBus.</summary>
public enum ServiceBusFailureReason
{
    /// <summary>None of the others.</summary>
    GeneralError,

    /// <summary>There is no such queue, topic or subscription.</summary>
    MessagingEntityNotFound,

    /// <summary>The message's lock has expired or was given up.</summary>
    MessageLockLost,

    /// <summary>There is no such message.</summary>
    MessageNotFound,

    /// <summary>The message or batch is larger than allowed.</summary>
    MessageSizeExceeded,

    /// <summary>The entity is disabled.</summary>
    MessagingEntityDisabled,

    /// <summary>The entity is full.</summary>
    QuotaExceeded,

    /// <summary>The service asks to come back later.</summary>
    ServiceBusy,

    /// <summary>The service did not answer in time.</summary>
    ServiceTimeout,

    /// <summary>The service could not be reached.</summary>
    ServiceCommunicationProblem,

    /// <summary>Another receiver holds the session.</summary>
    SessionCannotBeLocked,

    /// <summary>The session's lock has expired.</summary>
    SessionLockLost,

    /// <summary>An entity of that name exists.</summary>
    MessagingEntityAlreadyExists,
}
