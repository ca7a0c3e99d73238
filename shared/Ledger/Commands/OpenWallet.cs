using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Ledger.Commands;

/// <summary>Opens a customer or operational wallet at zero. Idempotent by the wallet id; other facts under that id are refused (<c>wallet-exists</c>). System wallets open themselves.</summary>
public sealed record OpenWallet : ILedgerCommand
{
    /// <summary>The partner.</summary>
    public required PartnerId Partner { get; init; }

    /// <summary>The id, which says the ledger partition.</summary>
    public required WalletId Wallet { get; init; }

    /// <summary><see cref="WalletType.Customer"/> or <see cref="WalletType.Operational"/>.</summary>
    public required WalletType Type { get; init; }

    /// <summary>The wallet's one currency.</summary>
    public required Currency Currency { get; init; }

    /// <summary>Whose limits it shares; null for a wallet of no customer.</summary>
    public CustomerId? Customer { get; init; }

    /// <summary>The customer's tier.</summary>
    public required KycTier Tier { get; init; }

    /// <summary>Which limits apply.</summary>
    public required LimitProfileId LimitProfile { get; init; }

    /// <summary>The bank's status at first: active, or opening until the bank confirms.</summary>
    public WalletStatus BankStatus { get; init; } = WalletStatus.Active;

    /// <inheritdoc/>
    public LedgerPartition Partition => LedgerPartition.Of(Partner, Wallet);
}
