using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Wallets;

/// <summary>What ties a partner's id of a wallet to ours, for ever: written before anything else of the wallet is.</summary>
public sealed record WalletRegistration
{
    /// <summary>The partner.</summary>
    public required PartnerId Partner { get; init; }

    /// <summary>Our id, which says the ledger partition.</summary>
    public required WalletId Wallet { get; init; }

    /// <summary>The request as it was made, but for what it said about the person: that is kept with the customer alone.</summary>
    public required WalletRequest Request { get; init; }

    /// <summary>SHA-256 of the canonical request, in hex: tells a replay from another request for the same external id.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>When it was registered.</summary>
    public required DateTimeOffset RegisteredAt { get; init; }
}
