using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;

namespace WalletFunctions.Shared.Wallets.Customers;

/// <summary>What is known of a partner's customer, apart from the ledger. Personal data: kept here only, never logged.</summary>
public sealed record Customer
{
    /// <summary>The partner.</summary>
    public required PartnerId Partner { get; init; }

    /// <summary>The partner's own id of the customer.</summary>
    public required CustomerId Id { get; init; }

    /// <summary>The tier that was granted: told with the customer's first wallet, from then on the bank's alone to change.</summary>
    public required KycTier Tier { get; init; }

    /// <summary>How the check stands, by the bank; verified until the bank says otherwise, for the partner has done the check.</summary>
    public KycStatus Status { get; init; } = KycStatus.Verified;

    /// <summary>The last business day of the partner on which the check is good; null: without end.</summary>
    public DateOnly? ExpiresOn { get; init; }

    /// <summary>The bank's count of its changes to this customer; 0 before the first.</summary>
    public long BankVersion { get; init; }

    /// <summary>The event that made that change; null before the first.</summary>
    public BankEventKey? BankEvent { get; init; }

    /// <summary>The name, if given.</summary>
    public string? Name { get; init; }

    /// <summary>The date of birth, if given.</summary>
    public DateOnly? BirthDate { get; init; }

    /// <summary>ISO 3166-1 alpha-2, if given.</summary>
    public string? Country { get; init; }

    /// <summary>What the customer agreed to, by name, each with the version of the text.</summary>
    public IReadOnlyDictionary<string, string> Consents { get; init; } = new Dictionary<string, string>();

    /// <summary>Rises with every change, from 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>When the customer was first seen.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When anything changed last.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}
