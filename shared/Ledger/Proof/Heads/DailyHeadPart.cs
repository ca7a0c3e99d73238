namespace WalletFunctions.Shared.Ledger.Proof.Heads;

/// <summary>A part of a daily head: wallets in the order of their ids.</summary>
public sealed record DailyHeadPart
{
    /// <summary>Wallets of one part, at most: together less than 64 KiB of text.</summary>
    public const int MaxLines = 500;

    /// <summary>The ledger partition.</summary>
    public required LedgerPartition Partition { get; init; }

    /// <summary>The head's day.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>The head's time.</summary>
    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>Which part, from 0.</summary>
    public required int Number { get; init; }

    /// <summary>The wallets.</summary>
    public required IReadOnlyList<HeadLine> Lines { get; init; }

    /// <summary>HMAC-SHA-256 of all that, in base64url.</summary>
    public string Signature { get; init; } = string.Empty;

    /// <summary>The key of <see cref="Signature"/>.</summary>
    public string KeyId { get; init; } = string.Empty;
}
