namespace WalletFunctions.Shared.Transactions;

/// <summary>The final answer to a request, as it was given and will be given again: byte for byte.</summary>
/// <param name="StatusCode">201 for a settled transaction, 422 for one that ended otherwise.</param>
/// <param name="Body">The body's bytes.</param>
public sealed record StoredAnswer(int StatusCode, ReadOnlyMemory<byte> Body)
{
    /// <summary>The status of a settled transaction.</summary>
    public const int Settled = 201;

    /// <summary>The status of a transaction that ended declined, failed or canceled.</summary>
    public const int Refused = 422;
}
