namespace WalletFunctions.Shared.Ledger.Proof;

/// <summary>What a verification looked at and found.</summary>
public sealed record VerifyReport
{
    /// <summary>The findings in the order in which they were met, each row once; the first is the one to begin with, others may follow from it.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>All findings, those included that are only counted.</summary>
    public required long FindingCount { get; init; }

    /// <summary>Rows that changed all the time while they were compared with others: nothing is said about them. Never empty rows of entries.</summary>
    public required IReadOnlyList<string> Unsettled { get; init; }

    /// <summary>What was looked at.</summary>
    public required ProofCounts Counts { get; init; }

    /// <summary>Nothing is wrong with what was looked at.</summary>
    public bool IsClean => FindingCount == 0;
}
