namespace WalletFunctions.Local.Host;

/// <summary>Another process listens on the port that the local host was given.</summary>
public sealed class PortInUseException : LocalHostException
{
    /// <summary>An exception that says nothing yet.</summary>
    public PortInUseException()
    {
    }

    /// <summary>A busy port.</summary>
    /// <param name="message">One clear line.</param>
    public PortInUseException(string message)
        : base(message)
    {
    }

    /// <summary>A busy port, with its cause.</summary>
    /// <param name="message">One clear line.</param>
    /// <param name="innerException">The cause.</param>
    public PortInUseException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>A busy port.</summary>
    /// <param name="port">The port.</param>
    /// <param name="innerException">The cause.</param>
    public PortInUseException(int port, Exception innerException)
        : base($"Port {port} on 127.0.0.1 is in use: stop what listens there, or choose another port.", innerException) => Port = port;

    /// <summary>The port.</summary>
    public int Port { get; }
}
