namespace WalletFunctions.Local.Host.Azurite;

/// <summary>
/// Something on this machine keeps Azurite from running as asked: no Node, a busy port, another data folder. The message is one
/// line, meant for the person at the terminal.
/// </summary>
public sealed class AzuriteException : LocalHostException
{
    /// <summary>An exception that says nothing yet.</summary>
    public AzuriteException()
    {
    }

    /// <summary>With the line to show.</summary>
    public AzuriteException(string message)
        : base(message)
    {
    }

    /// <summary>With the line to show, and what led to it.</summary>
    public AzuriteException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
