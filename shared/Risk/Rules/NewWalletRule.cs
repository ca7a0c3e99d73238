namespace WalletFunctions.Shared.Risk.Rules;

/// <summary>Hits when a wallet of the transaction is younger than an age and the amount is at or above a threshold.</summary>
public sealed record NewWalletRule : RiskRule
{
    /// <summary>The code of this rule's hits.</summary>
    public const string RuleCode = "new-wallet";

    /// <summary>The age, in seconds, at which a wallet is no longer new: a wallet of exactly this age does not hit.</summary>
    public required int MinimumAgeSeconds { get; init; }

    /// <summary>The lowest amount that hits, in minor units; 1 means every amount.</summary>
    public long FromMinor { get; init; } = 1;

    /// <summary>Which end must be new.</summary>
    public PartySide Side { get; init; } = PartySide.Source;

    /// <inheritdoc/>
    public override string Code => RuleCode;

    /// <inheritdoc/>
    protected override string? Find(RiskFacts facts)
    {
        var request = facts.Request;
        if (request.Amount.Minor < FromMinor)
        {
            return null;
        }

        return (Side != PartySide.Destination ? Find(request.Source, request.CreatedAt) : null)
            ?? (Side != PartySide.Source ? Find(request.Destination, request.CreatedAt) : null);
    }

    /// <inheritdoc/>
    protected override IEnumerable<string> OwnFaults()
    {
        foreach (var fault in LookbackFaults("minimumAgeSeconds", MinimumAgeSeconds))
        {
            yield return fault;
        }

        if (FromMinor < 1)
        {
            yield return $"fromMinor must be at least 1, not {FromMinor}";
        }
    }

    // A wallet that seems to be opened after the transaction (clocks of two machines) is as new as can be.
    private string? Find(RiskParty? party, DateTimeOffset now) =>
        party is not null && now - party.OpenedAt < TimeSpan.FromSeconds(MinimumAgeSeconds)
            ? $"wallet {party.WalletId} was opened {party.OpenedAt:O}, less than {MinimumAgeSeconds} s ago"
            : null;
}
