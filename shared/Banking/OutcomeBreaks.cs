using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reconciliation.Breaks;
using WalletFunctions.Shared.Transactions;

namespace WalletFunctions.Shared.Banking;

/// <summary>The breaks that an outcome told by the bank can open. The same difference is the same break, whenever and however often it is told.</summary>
internal sealed record OutcomeBreaks(PartnerId Partner, BankReference Reference, BankOutcome Outcome, DateTimeOffset Now)
{
    private string Told => $"The bank {(Outcome.IsSettled ? "settled" : $"rejected ({Outcome.RejectionCode ?? "no code"})")} {Outcome.Amount} under {Reference}";

    /// <summary>Nothing was ever instructed under the reference. One for each event: money that moved must not hide behind an earlier word that none did.</summary>
    public Break UnknownReference(TransactionOrder? order) => Of(
        BreakKind.UnknownBankReference,
        $"{Reference}\n{Outcome.Event}",
        order,
        order is null ? "No transaction of this partner has that reference." : $"{order.Id} has given the bank no instruction.",
        Outcome.IsSettled
            ? "Find out with the bank what the money was moved for; correct the settlement wallet, or have the bank correct its books."
            : "Ask the bank what it rejected; no money moved.");

    /// <summary>The bank names another amount or wallet than it was instructed with.</summary>
    public Break Mismatch(TransactionOrder order) => Of(
        BreakKind.BankOutcomeMismatch,
        $"{Reference}\n{Outcome.Event}",
        order,
        $"{order.Id} instructed {order.Amount} for {order.Source ?? order.Destination}.",
        AnsweredAmounts.MismatchRepair);

    /// <summary>The bank settled what had been released here.</summary>
    public Break SettledAfterRelease(TransactionOrder order, PostingId posting) => Of(
        BreakKind.SettledAfterRelease,
        Reference.Value,
        order,
        $"{order.Id} ended without moving money.",
        $"The amount is in suspense ({posting}): recall the payment at the bank, or have the partner's agreement to charge the wallet.");

    /// <summary>The bank rejected what it had settled before.</summary>
    public Break RejectedAfterSettlement(TransactionOrder order) => Of(
        BreakKind.RejectedAfterSettlement,
        Reference.Value,
        order,
        $"The bank had settled {order.Id} before, and it was posted.",
        "Ask the bank where the money is; what comes back comes as payment.returned.");

    private Break Of(BreakKind kind, string subject, TransactionOrder? order, string expected, string repair) => new()
    {
        Id = BreakId.Of(Partner, kind, subject),
        Kind = kind,
        Partner = Partner,
        Wallet = Outcome.Wallet ?? order?.Source ?? order?.Destination,
        Transaction = order?.Id,
        BankEvent = Outcome.Event,
        Expected = expected,
        Found = $"{Told}.",
        ProposedRepair = repair,
        OpenedAt = Now,
    };
}
