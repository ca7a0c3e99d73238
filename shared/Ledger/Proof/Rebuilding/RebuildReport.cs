namespace WalletFunctions.Shared.Ledger.Proof.Rebuilding;

/// <summary>What a rebuild did.</summary>
public sealed record RebuildReport
{
    /// <summary>Why nothing was rebuilt: entries, holds, postings or control rows are damaged, and would be summed up as they are. Empty: they are sound.</summary>
    public required IReadOnlyList<Finding> Damage { get; init; }

    /// <summary>Wallet rows that were written.</summary>
    public required long Wallets { get; init; }

    /// <summary>Customer rows that were written.</summary>
    public required long Customers { get; init; }

    /// <summary>Rows that others wrote all the time while they were summed up: they are as those left them. <c>verify</c> tells whether they are right; when the app stands still they can be rebuilt.</summary>
    public required IReadOnlyList<string> Contended { get; init; }

    /// <summary>What was looked at.</summary>
    public required ProofCounts Counts { get; init; }

    /// <summary>Nothing was written, because what wallets are summed up from is damaged.</summary>
    public bool IsRefused => Damage.Count > 0;
}
