using WalletFunctions.Shared.Risk.History;

namespace WalletFunctions.Shared.Risk.Rules;

/// <summary>
/// Hits when the customer's device was first seen less than an age ago (not only the first time: else a second try from a stolen session would
/// pass) and the amount is at or above a threshold. Devices belong to customers: a wallet without one never hits.
/// </summary>
public sealed record NewDeviceRule : RiskRule
{
    /// <summary>The code of this rule's hits.</summary>
    public const string RuleCode = "new-device";

    /// <summary>How long after its first sight a device is trusted, in seconds.</summary>
    public required int TrustedAfterSeconds { get; init; }

    /// <summary>The lowest amount that hits, in minor units; 1 means every amount.</summary>
    public long FromMinor { get; init; } = 1;

    /// <summary>Whether the very first device of a customer hits too; usually not, the new-wallet rule covers that time.</summary>
    public bool IncludesFirstDevice { get; init; }

    /// <summary>Whether a transaction that names no device hits.</summary>
    public bool IncludesMissingDevice { get; init; }

    /// <inheritdoc/>
    public override string Code => RuleCode;

    /// <inheritdoc/>
    public override int LookbackSeconds => TrustedAfterSeconds;

    /// <inheritdoc/>
    public override bool LooksBackAt(RiskRequest request) => base.LooksBackAt(request) && RiskSubject.Of(request) is { IsCustomer: true };

    /// <inheritdoc/>
    protected override string? Find(RiskFacts facts)
    {
        var request = facts.Request;
        if (request.Amount.Minor < FromMinor || !LooksBackAt(request))
        {
            return null;
        }

        if (string.IsNullOrEmpty(request.DeviceFingerprint))
        {
            return IncludesMissingDevice ? "no device fingerprint" : null;
        }

        var firstSeenAt = facts.Activity.DeviceFirstSeenAt ?? request.CreatedAt;
        return request.CreatedAt - firstSeenAt < TimeSpan.FromSeconds(TrustedAfterSeconds) && (IncludesFirstDevice || !facts.Activity.IsFirstDevice)
            ? $"device first seen {firstSeenAt:O}, less than {TrustedAfterSeconds} s ago"
            : null;
    }

    /// <inheritdoc/>
    protected override IEnumerable<string> OwnFaults()
    {
        foreach (var fault in LookbackFaults("trustedAfterSeconds", TrustedAfterSeconds))
        {
            yield return fault;
        }

        if (FromMinor < 1)
        {
            yield return $"fromMinor must be at least 1, not {FromMinor}";
        }
    }
}
