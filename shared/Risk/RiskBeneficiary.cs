namespace WalletFunctions.Shared.Risk;

/// <summary>The receiver of a withdrawal, outside the bank.</summary>
public sealed record RiskBeneficiary
{
    /// <summary>The receiver's name.</summary>
    public required string Name { get; init; }

    /// <summary>The receiver's account at its own bank.</summary>
    public required string Account { get; init; }

    /// <summary>The receiver's country (ISO 3166-1 alpha-2).</summary>
    public required string Country { get; init; }

    /// <summary>The receiver's bank, if given.</summary>
    public string? Bic { get; init; }
}
