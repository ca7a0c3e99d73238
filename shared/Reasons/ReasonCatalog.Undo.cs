namespace WalletFunctions.Shared.Reasons;

/// <content>Reasons why what happened is not taken back, or not given up.</content>
public static partial class ReasonCatalog
{
    /// <summary>Reversed before.</summary>
    public static Reason AlreadyReversed => new(
        "already-reversed", ReasonCategory.Processing, "AM05", "The transaction was reversed before, by the transaction that is named.", ReverseUndo);

    /// <summary>Refunded in part.</summary>
    public static Reason PartlyRefunded => new(
        "partly-refunded", ReasonCategory.Processing, "MS03", "Something of the transaction was refunded: it is reversed no more.", ReverseUndo);

    /// <summary>More than is left of the original.</summary>
    public static Reason RefundExceedsOriginal => new(
        "refund-exceeds-original", ReasonCategory.Processing, "AM02", "Less is left of the original than is to be refunded.", ReverseUndo);

    /// <summary>Being taken back at the moment; nothing is stored.</summary>
    public static Reason UndoInProgress => new(
        "undo-in-progress", ReasonCategory.Transient, "MS03", "Another reversal or refund of the transaction is on its way at the bank, and may come to nothing.", AskOrRetry);

    /// <summary>Was being taken back when it was asked for; stored.</summary>
    public static Reason UndoOvertaken => new(
        "undo-overtaken", ReasonCategory.Processing, "MS03", "Another reversal or refund of the transaction, whose end was not known then, was a moment faster.",
        "Reverse the provisional booking of the reversal or refund; once the other one has ended, a new attempt needs a new key.");

    /// <summary>As many refunds as one transaction can have.</summary>
    public static Reason TooManyRefunds => new(
        "too-many-refunds", ReasonCategory.Policy, "MS03", "The transaction was refunded so often that it is refunded no more.",
        "Reverse the provisional booking of the refund; give the rest back by a transaction of its own.");

    /// <summary>Never taken back by request.</summary>
    public static Reason NotReversible => new(
        "not-reversible", ReasonCategory.Policy, "AG01", "Such a transaction is not taken back by request.", ReverseUndo);

    /// <summary>Not in this state.</summary>
    public static Reason IllegalTransition => new(
        "illegal-transition", ReasonCategory.Processing, "MS03", "The transaction is in a state in which this cannot be done; the states are named.",
        "Read the transaction; if this is the answer to a reversal or refund, reverse its provisional booking.");

    /// <summary>The other outcome was acknowledged before.</summary>
    public static Reason AcknowledgedOtherwise => new(
        "acknowledged-otherwise", ReasonCategory.Validation, "AM05", "The other outcome was acknowledged before; it stands, and the contradiction is looked into.",
        "Compare both ledgers: the bank has opened a break for it.");

    /// <summary>A leg's key that was used before.</summary>
    public static Reason LegKeyUsed => new(
        "leg-key-used", ReasonCategory.Validation, "AM05", "The idempotency key of a transaction of the session was used before.", Reverse);

    /// <summary>Another leg's refusal.</summary>
    public static Reason SessionRefused => new(
        "session-refused", ReasonCategory.Processing, "MS03", "Another transaction of the session was refused, and a session happens whole or not at all.", Reverse);

    private const string ReverseUndo = "Reverse the provisional booking of the reversal or refund; the original stands as it is.";
}
