using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Monetary;
using WalletFunctions.Shared.Reconciliation.Breaks;

namespace WalletFunctions.Shared.Banking;

/// <summary>
/// Holds the bank's definite answers to the amount that it was instructed with, as <see cref="BankOutcomes"/> holds what it tells by itself: one about another amount or currency decides
/// nothing and opens a break, and the bank is asked on.
/// </summary>
public sealed class AnsweredAmounts(IBreakStore breaks, TimeProvider time)
{
    /// <summary>What a person does about a wrong amount, whichever way it was learnt.</summary>
    internal const string MismatchRepair =
        "Ask the bank which of the two it executed, and let it correct its books. Until it answers with the amount that it was instructed with, it is asked on, and nothing is posted or released.";

    /// <summary>
    /// The answer as it may be acted on: itself, or <see cref="BankAnswer.Unclear"/> where it is about another amount. Repeatable: the same wrong answer is the same break, so that asking on
    /// opens no more; another wrong amount, or another end, is another one.
    /// </summary>
    /// <param name="partner">The partner.</param>
    /// <param name="reference">The instruction.</param>
    /// <param name="instructed">How much was instructed: minor units, more than zero.</param>
    /// <param name="wallet">The wallet that it is about.</param>
    /// <param name="answer">What the bank answered.</param>
    /// <param name="cancellationToken">Gives up; the break may be open.</param>
    public async Task<BankAnswer> AgreeAsync(
        PartnerId partner, BankReference reference, Money instructed, WalletId wallet, BankAnswer answer, CancellationToken cancellationToken)
    {
        var (said, amount) = answer switch
        {
            BankAnswer.Settled settled => ("settled", settled.Amount),
            BankAnswer.Rejected rejected => ($"rejected ({rejected.Code})", rejected.Amount),
            _ => (string.Empty, instructed),
        };
        if (amount == instructed)
        {
            return answer;
        }

        await breaks.OpenAsync(BreakOf(partner, reference, instructed, wallet, $"{said} {amount}"), cancellationToken);
        return new BankAnswer.Unclear($"{UnclearCodes.AmountMismatch}: {amount} for {instructed}");
    }

    private Break BreakOf(PartnerId partner, BankReference reference, Money instructed, WalletId wallet, string said) => new()
    {
        Id = BreakId.Of(partner, BreakKind.BankOutcomeMismatch, $"{reference}\n{said}"),
        Kind = BreakKind.BankOutcomeMismatch,
        Partner = partner,
        Wallet = wallet,
        Transaction = reference.TryGetTransaction(out var transaction) ? transaction : null,
        BankEvent = reference.TryGetBankEvent(out var bankEvent) ? bankEvent : null,
        Expected = $"{reference} instructed {instructed} for {wallet}.",
        Found = $"The bank answers: {said}.",
        ProposedRepair = MismatchRepair,
        OpenedAt = time.GetUtcNow(),
    };
}
