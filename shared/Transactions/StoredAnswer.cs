namespace WalletFunctions.Shared.Transactions;

/// <summary>The final answer to a request, as it was given and will be given again: byte for byte.</summary>
/// <param name="StatusCode">201 for a settled transaction, 422 for one that ended otherwise, 409 for one that conflicts with what its original is.</param>
/// <param name="Body">The body's bytes.</param>
public sealed record StoredAnswer(int StatusCode, ReadOnlyMemory<byte> Body)
{
    /// <summary>The status of a settled transaction.</summary>
    public const int Settled = 201;

    /// <summary>The status of a reversal or refund that another transaction, or the original's state, stands in the way of.</summary>
    public const int Conflict = 409;

    /// <summary>The status of a transaction that ended declined, failed or canceled.</summary>
    public const int Refused = 422;
}
