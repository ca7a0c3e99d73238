using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Wallets;

/// <summary>The wallet that a fintech asked for, after its syntax was found right.</summary>
public sealed record WalletRequest
{
    /// <summary>The partner's own id of the wallet.</summary>
    public required string ExternalWalletId { get; init; }

    /// <summary><see cref="WalletType.Customer"/> or <see cref="WalletType.Operational"/>.</summary>
    public required WalletType Type { get; init; }

    /// <summary>The wallet's one currency.</summary>
    public required Currency Currency { get; init; }

    /// <summary>The customer; null only for an operational wallet.</summary>
    public CustomerProfile? Customer { get; init; }
}
