using WalletFunctions.Shared.Ledger;

namespace WalletFunctions.Shared.BankEvents;

/// <summary>What the bank knows of a customer from now on.</summary>
public sealed record KycChange
{
    /// <summary>The tier, which drives the limits.</summary>
    public required KycTier Tier { get; init; }

    /// <summary>How the check stands.</summary>
    public required KycStatus Status { get; init; }

    /// <summary>The last day on which the check is good; null: without end.</summary>
    public DateOnly? ExpiresOn { get; init; }

    /// <summary>What the customer agreed to, by name, each with the version of the text; empty: nothing is said about consents.</summary>
    public IReadOnlyDictionary<string, string> Consents { get; init; } = new Dictionary<string, string>();
}
