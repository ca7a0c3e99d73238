namespace WalletFunctions.Shared.Ledger.Proof.Heads;

/// <summary>
/// The bank's signature, once a day, under how far every wallet of a ledger partition had come: so that entries which are cut off the end, or a wallet that is gone with all its rows, is
/// missed. Inserted once, never changed. Its lines are in its parts.
/// </summary>
public sealed record DailyHead
{
    /// <summary>The ledger partition.</summary>
    public required LedgerPartition Partition { get; init; }

    /// <summary>The day, UTC.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>When the wallets began to be read, in whole milliseconds UTC: names the parts that belong to the head.</summary>
    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>How many parts it has.</summary>
    public required int Parts { get; init; }

    /// <summary>How many wallets they name.</summary>
    public required long Wallets { get; init; }

    /// <summary>The signature of the head before; empty for the first.</summary>
    public required string Previous { get; init; }

    /// <summary>HMAC-SHA-256 of all that, in base64url.</summary>
    public string Signature { get; init; } = string.Empty;

    /// <summary>The key of <see cref="Signature"/>.</summary>
    public string KeyId { get; init; } = string.Empty;
}
