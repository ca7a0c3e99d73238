using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Transactions;

/// <summary>What a fintech asked for, after its syntax was found right and before anything else was.</summary>
public sealed record TransactionRequest
{
    /// <summary>The type.</summary>
    public required TransactionType Type { get; init; }

    /// <summary>The amount without fee: 1 to 2^53 − 1 minor units.</summary>
    public required Money Amount { get; init; }

    /// <summary>The fee that the source pays on top, in the amount's currency (payment only).</summary>
    public Money? Fee { get; init; }

    /// <summary>The wallet that is debited.</summary>
    public WalletId? Source { get; init; }

    /// <summary>The wallet that is credited.</summary>
    public WalletId? Destination { get; init; }

    /// <summary>The receiver outside the bank (withdrawal only).</summary>
    public Beneficiary? Beneficiary { get; init; }

    /// <summary>The partner's free reference.</summary>
    public string? Reference { get; init; }

    /// <summary>The bank's event that this answers (deposit and withdrawal only).</summary>
    public string? BankEventId { get; init; }

    /// <summary>The partner's own data; kept and given back, never looked at.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>The customer's device as the partner sees it.</summary>
    public IReadOnlyDictionary<string, string> Device { get; init; } = new Dictionary<string, string>();
}
