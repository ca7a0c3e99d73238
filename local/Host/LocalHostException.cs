namespace WalletFunctions.Local.Host;

/// <summary>The local host cannot start; the message is one clear line for the person who starts it.</summary>
public class LocalHostException : Exception
{
    /// <summary>An exception that says nothing yet.</summary>
    public LocalHostException()
    {
    }

    /// <summary>A reason not to start.</summary>
    /// <param name="message">One clear line.</param>
    public LocalHostException(string message)
        : base(message)
    {
    }

    /// <summary>A reason not to start, with its cause.</summary>
    /// <param name="message">One clear line.</param>
    /// <param name="innerException">The cause.</param>
    public LocalHostException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
