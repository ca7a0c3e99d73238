using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;

namespace WalletFunctions.Shared.Banking;

/// <summary>The bank is told that the partner changed its status of a wallet.</summary>
public sealed record StatusNotice
{
    /// <summary>The partner.</summary>
    public required PartnerId Partner { get; init; }

    /// <summary>The wallet.</summary>
    public required WalletId Wallet { get; init; }

    /// <summary>What the partner allows from now on.</summary>
    public required WalletStatus Status { get; init; }

    /// <summary>The wallet's status version that this is, which is the idempotency of the notice: from 1, rising.</summary>
    public required long Version { get; init; }

    /// <summary>Why, as the partner said it; at most 140 characters.</summary>
    public string? Reason { get; init; }
}
