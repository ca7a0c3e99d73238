using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Banking;

/// <summary>How an instruction ended, as the bank told it by itself.</summary>
public sealed record BankOutcome
{
    /// <summary>The event that told it.</summary>
    public required BankEventKey Event { get; init; }

    /// <summary>The money moved; otherwise it was rejected for good.</summary>
    public required bool IsSettled { get; init; }

    /// <summary>The amount that the bank names: minor units, more than zero.</summary>
    public required Money Amount { get; init; }

    /// <summary>The wallet that the bank names, if it names one.</summary>
    public WalletId? Wallet { get; init; }

    /// <summary>Whether the money came in (true) or went out; null where the event's type does not say.</summary>
    public bool? CameIn { get; init; }

    /// <summary>The bank's code of a rejection; null when settled.</summary>
    public string? RejectionCode { get; init; }

    /// <summary>When it ended, by the bank's clock.</summary>
    public required DateTimeOffset OccurredAt { get; init; }
}
