namespace WalletFunctions.Local.Sandbox.Fintech.Mirror;

/// <summary>One line of a wallet in the fintech's own ledger.</summary>
public sealed record MirrorEntry
{
    /// <summary>The wallet.</summary>
    public required string WalletId { get; init; }

    /// <summary>Its place in the wallet, from 1, as the bank gave it.</summary>
    public required long Sequence { get; init; }

    /// <summary>The bank's transaction.</summary>
    public required string TransactionId { get; init; }

    /// <summary>The bank's posting.</summary>
    public required string PostingId { get; init; }

    /// <summary>What it adds to the wallet, in minor units; negative for a debit.</summary>
    public required long DeltaMinor { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>The business date, as the bank wrote it.</summary>
    public required string BookingDate { get; init; }

    /// <summary>The moment, as the bank wrote it.</summary>
    public required string Time { get; init; }

    /// <summary>The balance after it, as the bank says.</summary>
    public required long ToldBalanceMinor { get; init; }

    /// <summary>The balance after it by the fintech's own sum; set once every entry before it is booked.</summary>
    public long BalanceAfterMinor { get; init; }
}
