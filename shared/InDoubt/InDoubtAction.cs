using WalletFunctions.Shared.Reconciliation.Breaks;
using WalletFunctions.Shared.Transactions.Undo;

namespace WalletFunctions.Shared.InDoubt;

/// <summary>What follows from the fintech's answer.</summary>
public abstract record InDoubtAction
{
    private InDoubtAction()
    {
    }

    /// <summary>Nothing is missed (any more): off the list.</summary>
    public sealed record Drop : InDoubtAction;

    /// <summary>Both sides agree: the acknowledgement is recorded.</summary>
    public sealed record Record(AcknowledgementOutcome Outcome) : InDoubtAction;

    /// <summary>The sides differ: the acknowledgement is recorded and a break opened.</summary>
    /// <param name="Outcome">What the fintech did.</param>
    /// <param name="Kind">What kind of break it is.</param>
    /// <param name="Repair">Who is to take it back here, if anybody.</param>
    public sealed record Disagree(AcknowledgementOutcome Outcome, BreakKind Kind, ReversalRepair Repair) : InDoubtAction;

    /// <summary>Nothing is known: asked again then.</summary>
    /// <param name="DueAt">When.</param>
    /// <param name="Asked">How often it was asked by then.</param>
    public sealed record AskAgain(DateTimeOffset DueAt, int Asked) : InDoubtAction;

    /// <summary>Nothing is known after every question: a break, for a person.</summary>
    public sealed record GiveUp : InDoubtAction;
}

/// <summary>How what stands here and was taken back there comes together again.</summary>
public enum ReversalRepair
{
    /// <summary>Nobody takes anything back.</summary>
    None,

    /// <summary>The fintech is asked for its own reversal.</summary>
    AskFintech,

    /// <summary>It is reversed here without being asked for, as the partner has agreed to.</summary>
    Automatic,
}
