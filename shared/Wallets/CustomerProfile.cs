using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;

namespace WalletFunctions.Shared.Wallets;

/// <summary>What the partner tells of a customer. Personal data: never logged.</summary>
public sealed record CustomerProfile
{
    /// <summary>The partner's own id of the customer.</summary>
    public required CustomerId Id { get; init; }

    /// <summary>How well the partner knows the customer.</summary>
    public required KycTier Tier { get; init; }

    /// <summary>The name, if given.</summary>
    public string? Name { get; init; }

    /// <summary>The date of birth, if given.</summary>
    public DateOnly? BirthDate { get; init; }

    /// <summary>ISO 3166-1 alpha-2, if given.</summary>
    public string? Country { get; init; }

    /// <summary>What may be kept beside the wallet: who is meant, and nothing about the person.</summary>
    public CustomerProfile WithoutPerson() => new() { Id = Id, Tier = Tier };
}
