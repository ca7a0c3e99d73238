using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.BankEvents;

/// <summary>The way of an event's money back to its sender: one operator proposes, another one approves.</summary>
public sealed record BankEventReturn
{
    /// <summary>Who proposed it.</summary>
    public required OperatorId ProposedBy { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset ProposedAt { get; init; }

    /// <summary>Why, in the operator's words.</summary>
    public required string Reason { get; init; }

    /// <summary>Who approved it: never the one who proposed it. Null until somebody does.</summary>
    public OperatorId? ApprovedBy { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset? ApprovedAt { get; init; }

    /// <summary>The bank's code, where it refused to send the money back: for a person to solve, never tried again.</summary>
    public string? RejectedCode { get; init; }
}
