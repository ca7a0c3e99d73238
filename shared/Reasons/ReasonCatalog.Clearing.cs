namespace WalletFunctions.Shared.Reasons;

/// <content>Reasons to refuse a way out of suspense.</content>
public static partial class ReasonCatalog
{
    /// <summary>A break without a late settlement in suspense, or that is closed, or cleared.</summary>
    public static Reason NothingToClear => new(
        "nothing-to-clear", ReasonCategory.Processing, "MS03", "The break has no late settlement in suspense that could be cleared, or not any more.",
        "Read the break; one that was closed is opened again first.");

    /// <summary>A clearing that somebody else has proposed.</summary>
    public static Reason ClearingProposedAlready => new(
        "clearing-proposed-already", ReasonCategory.Processing, "AM05", "Somebody else has proposed how this is cleared.", "Approve that proposal, or let its author change it.");

    /// <summary>An approval of what is not proposed.</summary>
    public static Reason ClearingNotProposed => new(
        "clearing-not-proposed", ReasonCategory.Processing, "MS03", "Nobody has proposed to clear this so.", "Read the break, and approve what is proposed.");
}
