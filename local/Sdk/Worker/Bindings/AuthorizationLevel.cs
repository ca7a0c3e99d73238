namespace Microsoft.Azure.Functions.Worker;

/// <summary>The key an HTTP caller needs on Azure. Stands in for the enum of the same name in Worker.Extensions.Http.</summary>
public enum AuthorizationLevel
{
    /// <summary>No key.</summary>
    Anonymous = 0,

    /// <summary>A user's token.</summary>
    User = 1,

    /// <summary>A key of the function or the host.</summary>
    Function = 2,

    /// <summary>A key of an extension.</summary>
    System = 3,

    /// <summary>The master key.</summary>
    Admin = 4,
}
