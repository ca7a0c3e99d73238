using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Ledger.Reading;

/// <summary>A hold or inbound reservation, as it stands.</summary>
public sealed record HoldView
{
    /// <summary>The wallet.</summary>
    public required WalletId Wallet { get; init; }

    /// <summary>The hold.</summary>
    public required HoldId Id { get; init; }

    /// <summary>Whose transaction.</summary>
    public required TransactionId Transaction { get; init; }

    /// <summary>Funds, or inbound headroom.</summary>
    public required HoldKind Kind { get; init; }

    /// <summary>How much was reserved.</summary>
    public required Money Amount { get; init; }

    /// <summary>Active, or its outcome.</summary>
    public required HoldState State { get; init; }

    /// <summary>How much of it was posted: zero unless captured.</summary>
    public required Money Captured { get; init; }

    /// <summary>The posting that captured it.</summary>
    public PostingId? CapturedBy { get; init; }

    /// <summary>When it was placed.</summary>
    public required DateTimeOffset PlacedAt { get; init; }

    /// <summary>When it had its outcome.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>When it ends by itself, if a partner placed it.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
