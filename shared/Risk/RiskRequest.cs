using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Risk;

/// <summary>
/// One transaction as fraud and screening see it. The same transaction always gives the same request (also when the step is
/// executed again), and <see cref="TransactionId"/> is the idempotency key of its assessment: asking twice counts once.
/// </summary>
public sealed record RiskRequest
{
    /// <summary>The partner whose rules apply.</summary>
    public required PartnerId PartnerId { get; init; }

    /// <summary>The transaction; the idempotency key of the assessment.</summary>
    public required TransactionId TransactionId { get; init; }

    /// <summary>The transaction's type as on the wire: <c>transfer</c>, <c>payment</c>, <c>deposit</c>, <c>withdrawal</c>, <c>fee</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The amount without fee; positive.</summary>
    public required Money Amount { get; init; }

    /// <summary>When the transaction was created: the instant that windows and ages are measured against.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The wallet that is debited, if there is one.</summary>
    public RiskParty? Source { get; init; }

    /// <summary>The wallet that is credited, if there is one.</summary>
    public RiskParty? Destination { get; init; }

    /// <summary>The receiver outside the bank (withdrawal).</summary>
    public RiskBeneficiary? Beneficiary { get; init; }

    /// <summary>The fingerprint of the customer's device as the partner sent it.</summary>
    public string? DeviceFingerprint { get; init; }

    /// <summary>The partner's free reference.</summary>
    public string? Reference { get; init; }

    /// <summary>Whether this is a dry run, which must leave no trace: no history is recorded and no platform remembers it.</summary>
    public bool IsDryRun { get; init; }
}
