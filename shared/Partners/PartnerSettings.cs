using WalletFunctions.Shared.Ledger;

namespace WalletFunctions.Shared.Partners;

/// <summary>
/// What is set for one partner beside where its rows are. Kept as one JSON property of the partner's row: a setting that an older row
/// does not have takes the default given here, which is always the safe side.
/// </summary>
public sealed record PartnerSettings
{
    /// <summary>What holds where nothing is set.</summary>
    public static PartnerSettings Default { get; } = new();

    /// <summary>How long a transaction waits for a person's decision before it is declined: seconds, more than zero. A day by default.</summary>
    public int ReviewWaitSeconds { get; init; } = 86_400;

    /// <summary>
    /// Seconds after a transaction's end from which its acknowledgement is missed, and the fintech is asked what it did; null where it is not.
    /// </summary>
    public int? AcknowledgementDueSeconds { get; init; } = 900;

    /// <summary>
    /// Whether a transfer or payment that the fintech reversed on its own side is reversed here without being asked for, under every rule of a
    /// reversal. Where not, the fintech is asked for its own reversal.
    /// </summary>
    public bool ReversesAutomatically { get; init; }

    /// <summary>How long the partner may take to answer an event of the bank, in seconds: 1 s to 30 days; by default one day.</summary>
    public int BankEventDeadlineSeconds { get; init; } = 24 * 60 * 60;

    /// <summary>The tier whose limits hold for a customer whose check is not passed or has run out.</summary>
    public KycTier LowestTier { get; init; } = KycTier.Parse("basic");
}
