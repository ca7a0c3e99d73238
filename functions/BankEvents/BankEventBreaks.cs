using WalletFunctions.Json;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Reconciliation.Breaks;

namespace WalletFunctions.BankEvents;

/// <summary>The breaks that events of the bank open: where money is, and nobody here can have it.</summary>
internal static class BankEventBreaks
{
    /// <summary>An event about money whose message is set aside.</summary>
    internal static Break SetAside(BankEvent bankEvent, DeadLetter deadLetter, DateTimeOffset now) => Of(
        bankEvent,
        $"{bankEvent.EventId} {bankEvent.Fingerprint}",
        now,
        $"The event names a wallet of the partner in the event's currency, under an id of its own: {bankEvent.Amount} {WireName.Of(bankEvent.Type)}.",
        $"{deadLetter.Reason}: {deadLetter.Description} The message is in the dead-letter queue.",
        "Ask the bank for the right wallet; let it send the event again under a new id, or take the money back.");

    /// <summary>Money that the bank will not send back to its sender.</summary>
    internal static Break NotReturned(BankEvent bankEvent, string code, DateTimeOffset now) => Of(
        bankEvent,
        $"return {bankEvent.Key}",
        now,
        $"The bank sends {bankEvent.Amount} back to the sender.",
        $"The bank refuses with {code}; the money is in suspense.",
        "Agree with the bank on another way back, or let the partner claim the event.");

    /// <summary>A direct debit that the bank will not turn away.</summary>
    internal static Break NotRejected(BankEvent bankEvent, string code, DateTimeOffset now) => Of(
        bankEvent,
        $"reject {bankEvent.Key}",
        now,
        $"The bank turns the direct debit of {bankEvent.Amount} away, as it was told.",
        $"The bank refuses with {code}; no posting was made here.",
        "Find out whether the bank executed the debit; if it did, it owes a chargeback.");

    private static Break Of(BankEvent bankEvent, string subject, DateTimeOffset now, string expected, string found, string repair) => new()
    {
        Id = BreakId.Of(bankEvent.Partner, BreakKind.UnclaimedBankEvent, subject),
        Kind = BreakKind.UnclaimedBankEvent,
        Partner = bankEvent.Partner,
        Wallet = bankEvent.Wallet,
        Transaction = bankEvent.Transaction,
        BankEvent = bankEvent.Key,
        Expected = expected,
        Found = found,
        ProposedRepair = repair,
        OpenedAt = now,
    };
}
