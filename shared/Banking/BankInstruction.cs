using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Monetary;
using WalletFunctions.Shared.Transactions;

namespace WalletFunctions.Shared.Banking;

/// <summary>One instruction to the bank. Holds personal data (the beneficiary): never logged, never in an orchestration's history.</summary>
public sealed record BankInstruction
{
    /// <summary>The partner.</summary>
    public required PartnerId Partner { get; init; }

    /// <summary>The idempotency of the instruction: the bank executes one reference once.</summary>
    public required BankReference Reference { get; init; }

    /// <summary>What to do.</summary>
    public required BankInstructionKind Kind { get; init; }

    /// <summary>How much: minor units, more than zero.</summary>
    public required Money Amount { get; init; }

    /// <summary>The wallet that the money leaves or reaches.</summary>
    public required WalletId Wallet { get; init; }

    /// <summary>Who receives a payout; null for any other kind.</summary>
    public Beneficiary? Beneficiary { get; init; }

    /// <summary>The bank's own id of the event that this answers; null where it answers none.</summary>
    public string? BankEventId { get; init; }

    /// <summary>The collection that a return gives back, where no event of the bank's own brought that money; null for anything else.</summary>
    public BankReference? OriginalReference { get; init; }

    /// <summary>What the receiver reads, at most 140 characters.</summary>
    public string? RemittanceText { get; init; }
}
