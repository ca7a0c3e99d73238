namespace WalletFunctions.Callbacks.Sending;

/// <summary>
/// A host resolves to an address that we do not talk to. An exception, since it leaves through the HTTP handler; the sender turns it back into
/// an outcome.
/// </summary>
public sealed class AddressRefusedException : IOException
{
    /// <summary>For serializers.</summary>
    public AddressRefusedException()
        : this("unknown")
    {
    }

    /// <summary>With the short word of the address policy, such as <c>loopback</c>.</summary>
    public AddressRefusedException(string reason)
        : base($"The endpoint's address is refused: {reason}.") => Reason = reason;

    /// <summary>With the word and a cause.</summary>
    public AddressRefusedException(string reason, Exception innerException)
        : base($"The endpoint's address is refused: {reason}.", innerException) => Reason = reason;

    /// <summary>Which kind of address it is.</summary>
    public string Reason { get; }
}
