namespace WalletFunctions.Shared.Reasons;

/// <summary>Why something was refused: one line of <see cref="ReasonCatalog"/>.</summary>
/// <param name="Code">The stable code, in the words of the business.</param>
/// <param name="Category">What kind of refusal it is.</param>
/// <param name="IsoReason">The ISO 20022 reason.</param>
/// <param name="Meaning">What it means, in one sentence.</param>
/// <param name="Advice">What the fintech should do about it, in one sentence.</param>
public sealed record Reason(string Code, ReasonCategory Category, string IsoReason, string Meaning, string Advice)
{
    /// <summary>Whether the same request under the same idempotency key may get another answer.</summary>
    public bool IsRetryable => Category == ReasonCategory.Transient;
}
