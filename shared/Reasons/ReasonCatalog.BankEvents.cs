namespace WalletFunctions.Shared.Reasons;

/// <content>Reasons to refuse what is to be done with an event of the bank.</content>
public static partial class ReasonCatalog
{
    private const string ReadTheEvent = "Read the event: its state says what can still be done.";

    /// <summary>An event that no transaction can claim (any more).</summary>
    public static Reason BankEventClosed => new(
        "bank-event-closed", ReasonCategory.Processing, "MS03", "This event of the bank cannot be answered, or not any more.", Reverse);

    /// <summary>An event that the partner cannot decline (any more).</summary>
    public static Reason BankEventNotOpen => new(
        "bank-event-not-open", ReasonCategory.Processing, "MS03", "A transaction has this event of the bank, or it is closed.", ReadTheEvent);

    /// <summary>An event whose money cannot go back to the sender.</summary>
    public static Reason BankEventNotReturnable => new(
        "bank-event-not-returnable", ReasonCategory.Processing, "MS03", "The event has no money in suspense that could go back to its sender.", ReadTheEvent);

    /// <summary>A return that somebody else has proposed.</summary>
    public static Reason ReturnProposedAlready => new(
        "return-proposed-already", ReasonCategory.Processing, "AM05", "Somebody else has proposed to return this money.", "Approve that proposal instead.");

    /// <summary>An approval of what nobody has proposed.</summary>
    public static Reason ReturnNotProposed => new(
        "return-not-proposed", ReasonCategory.Processing, "MS03", "Nobody has proposed to return this money.", "Propose it first.");

    /// <summary>An approval by the person who proposed.</summary>
    public static Reason SecondPersonRequired => new(
        "second-person-required", ReasonCategory.Policy, "MS03", "Whoever proposed it cannot approve it.", "Let another operator approve it.");
}
