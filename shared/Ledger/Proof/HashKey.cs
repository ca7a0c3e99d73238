namespace WalletFunctions.Shared.Ledger.Proof;

/// <summary>A secret of the bank that keys its hash chains.</summary>
/// <param name="Id">Its name, on every row that it proves: 1–20 characters.</param>
/// <param name="Secret">At least 32 bytes.</param>
public sealed record HashKey(string Id, ReadOnlyMemory<byte> Secret)
{
    /// <summary>The name alone: a secret is never written out.</summary>
    public override string ToString() => Id;
}
