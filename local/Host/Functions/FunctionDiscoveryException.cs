namespace WalletFunctions.Local.Host.Functions;

/// <summary>The app's functions are not as the Functions host would take them; the message says which and why.</summary>
public sealed class FunctionDiscoveryException : LocalHostException
{
    /// <summary>An exception that says nothing yet.</summary>
    public FunctionDiscoveryException()
    {
    }

    /// <summary>A fault in the app's functions.</summary>
    /// <param name="message">Which function, and why.</param>
    public FunctionDiscoveryException(string message)
        : base(message)
    {
    }

    /// <summary>A fault in the app's functions with its cause.</summary>
    /// <param name="message">Which function, and why.</param>
    /// <param name="innerException">The cause.</param>
    public FunctionDiscoveryException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
