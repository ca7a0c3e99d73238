using WalletFunctions.Shared.Alerts;
using WalletFunctions.Shared.Banking;
using WalletFunctions.Shared.Reconciliation.Breaks;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Outcomes;

namespace WalletFunctions.Transactions.Steps;

/// <summary>
/// What follows where the bank answers otherwise than it has told before, which stands. Money that it says it moved although it had rejected is booked in suspense, as if it had told so by
/// an event; either way a break is open and a person is called. Each has a key that follows from the transaction, so a repetition, also as an event, brings nothing new.
/// </summary>
public sealed class BankContradictions(LateSettlements late, IBreakStore breaks, IAlerts alerts, TimeProvider time)
{
    /// <summary>Reports that the bank now says something else than what stands.</summary>
    internal Task ReportAsync(TransactionOrder order, OutcomeDecision said, OutcomeDecision stands, CancellationToken cancellationToken) => ReportAsync(
        order,
        said,
        $"The bank's answer about {order.Amount} under {BankReference.Of(order.Id)} stays {stands}.",
        $"The bank answers {said}.",
        $"The bank answered {said}, and has said {stands} before; that stands.",
        cancellationToken);

    /// <summary>Reports that the bank had settled, before it was instructed, what has ended here without moving money.</summary>
    internal Task ReportEarlyAsync(TransactionOrder order, TransactionStatus ended, CancellationToken cancellationToken) => ReportAsync(
        order,
        OutcomeDecision.Settled,
        $"{order.Id} ended {ended} without moving money.",
        $"The bank had settled {order.Amount} under {BankReference.Of(order.Id)} before it was instructed.",
        $"The bank had settled what was {ended} here.",
        cancellationToken);

    private async Task ReportAsync(TransactionOrder order, OutcomeDecision said, string expected, string found, string detail, CancellationToken cancellationToken)
    {
        if (said == OutcomeDecision.Settled)
        {
            await late.BookAsync(order, cancellationToken);
        }

        await breaks.OpenAsync(BreakOf(order, said, expected, found), cancellationToken);
        await alerts.RaiseAsync(
            new Alert
            {
                Id = $"{order.Id}.bank.contradiction",
                Kind = "bank.contradiction",
                Partner = order.Partner,
                Subject = order.Id.Value,
                Detail = detail,
                At = time.GetUtcNow(),
            },
            cancellationToken);
    }

    // Of the kind, and under the id, that an event of the bank which says the same would open it.
    private Break BreakOf(TransactionOrder order, OutcomeDecision said, string expected, string found)
    {
        var isLate = said == OutcomeDecision.Settled;
        var kind = isLate ? BreakKind.SettledAfterRelease : BreakKind.RejectedAfterSettlement;
        return new Break
        {
            Id = BreakId.Of(order.Partner, kind, BankReference.Of(order.Id).Value),
            Kind = kind,
            Partner = order.Partner,
            Wallet = order.Source ?? order.Destination,
            Transaction = order.Id,
            Expected = expected,
            Found = found,
            ProposedRepair = isLate
                ? $"The amount is in suspense ({LateSettlement.IdOf(order.Id)}): recall the payment at the bank, or have the partner's agreement to charge the wallet."
                : "Ask the bank where the money is; what comes back comes as payment.returned.",
            OpenedAt = time.GetUtcNow(),
        };
    }
}
