namespace WalletFunctions.Local.Host.Durable.Storage;

/// <summary>The engine must stop: its storage was taken over, deleted, has lost writes it had confirmed, or refuses them for good.</summary>
public sealed class StoreLostException : Exception
{
    /// <summary>Says what happened.</summary>
    public StoreLostException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
