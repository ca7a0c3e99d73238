namespace WalletFunctions.Shared.Partners;

/// <summary>
/// What is set for one partner beside where its rows are. Kept as one JSON property of the partner's row: a setting that an older row
/// does not have takes the default given here, which is always the safe side.
/// </summary>
public sealed record PartnerSettings
{
    /// <summary>What holds where nothing is set.</summary>
    public static PartnerSettings Default { get; } = new();
}
