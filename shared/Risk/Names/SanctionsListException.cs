namespace WalletFunctions.Shared.Risk.Names;

/// <summary>A sanctions list that cannot be used. The message names the line and what is wrong with it; no part of a bad list is used.</summary>
public sealed class SanctionsListException : Exception
{
    /// <summary>Without a reason.</summary>
    public SanctionsListException()
    {
    }

    /// <summary>With the reason.</summary>
    public SanctionsListException(string message)
        : base(message)
    {
    }

    /// <summary>With the reason and its cause.</summary>
    public SanctionsListException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
