namespace WalletFunctions.Shared.Reasons;

/// <content>Reasons to turn an operator's decision away.</content>
public static partial class ReasonCatalog
{
    /// <summary>Decided before.</summary>
    public static Reason ReviewDecided => new(
        "review-decided", ReasonCategory.Processing, "AM05", "The review was decided before; who decided it and how is named.", "Read the review; what was decided first stands.");
}
