using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Risk;

/// <summary>One end of a transaction inside the bank: a wallet and who owns it, as fraud and screening see them.</summary>
public sealed record RiskParty
{
    /// <summary>The wallet.</summary>
    public required WalletId WalletId { get; init; }

    /// <summary>When the wallet was opened.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>The partner's id of the customer; null for a wallet that belongs to nobody (operational).</summary>
    public CustomerId? CustomerId { get; init; }

    /// <summary>The customer's name, if the partner gave one.</summary>
    public string? Name { get; init; }

    /// <summary>The customer's date of birth, if the partner gave one.</summary>
    public DateOnly? BirthDate { get; init; }

    /// <summary>The customer's country (ISO 3166-1 alpha-2), if the partner gave one.</summary>
    public string? Country { get; init; }
}
