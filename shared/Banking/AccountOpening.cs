using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Monetary;
using WalletFunctions.Shared.Wallets;

namespace WalletFunctions.Shared.Banking;

/// <summary>The bank is asked to keep an account for a wallet. Holds personal data (the customer): never logged, never in an orchestration's history.</summary>
public sealed record AccountOpening
{
    /// <summary>The partner.</summary>
    public required PartnerId Partner { get; init; }

    /// <summary>The wallet: the idempotency of the opening.</summary>
    public required WalletId Wallet { get; init; }

    /// <summary><see cref="WalletType.Customer"/> or <see cref="WalletType.Operational"/>.</summary>
    public required WalletType Type { get; init; }

    /// <summary>The wallet's one currency.</summary>
    public required Currency Currency { get; init; }

    /// <summary>The customer; null for an operational wallet.</summary>
    public CustomerProfile? Customer { get; init; }
}
