using WalletFunctions.Partners;
using WalletFunctions.Policy;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Plans;
using WalletFunctions.Shared.Ledger.Reading.Trying;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Risk;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Saga;
using WalletFunctions.Transactions.Steps;
using WalletFunctions.Wallets;

namespace WalletFunctions.Transactions.DryRun;

/// <summary>
/// Tells what would become of a request, by the same checks in the same order: policy, screening, ledger. It leaves no row, no history and no key. What the
/// bank would say of money that crosses its edge it cannot tell.
/// </summary>
public sealed class DryRunHandler(
    PartnerDirectory partners, TransactionPolicy policy, IRiskGate gate, RiskQuestions questions, WalletDirectory wallets, ILedgerTrial trial, TimeProvider time)
{
    /// <summary>Tries a request.</summary>
    internal async Task<DryRunResult> RunAsync(PartnerId partnerId, TransactionRequest request, CancellationToken cancellationToken)
    {
        // A blank is in no key, so that no transaction ever has this id.
        var id = TransactionId.Derive(partnerId, $"dry run {Guid.NewGuid():N}");
        var order = TransactionOrders.Of(await partners.GetAsync(partnerId, cancellationToken), id, request, time.GetUtcNow());
        var named = await NamedAsync(order, cancellationToken);
        if (await policy.CheckAsync(order, cancellationToken) is { } forbidden)
        {
            return await DeclineAsync(order, forbidden, named, cancellationToken);
        }

        var question = await questions.OfAsync(order, request, cancellationToken);
        var verdict = await gate.AssessAsync(question with { IsDryRun = true }, ScreenStep.Budget, cancellationToken);
        if (verdict.Decision is not (RiskDecision.Approve or RiskDecision.Review))
        {
            return await DeclineAsync(order, Refusal.For(ReasonCatalog.Get((verdict.DeclineReason ?? PartnerReason.Unspecified).Code)), named, cancellationToken);
        }

        var tried = await trial.TryAsync(partnerId, PlanOf(order, verdict), named, cancellationToken);
        return tried.Refusal is { } refusal
            ? new DryRunResult(order, RiskDecision.Decline, LedgerReasons.ToRefusal(refusal, order), tried.Wallets)
            : new DryRunResult(order, verdict.Decision, null, tried.Wallets);
    }

    private static LedgerPlan PlanOf(TransactionOrder order, RiskVerdict verdict) =>
        TransactionPlan.Of(new SagaState { Order = order, Step = SagaStep.Screen, Verdict = verdict }, DateOnly.FromDateTime(order.CreatedAt.UtcDateTime));

    private async Task<DryRunResult> DeclineAsync(TransactionOrder order, Refusal refusal, IReadOnlyList<WalletId> named, CancellationToken cancellationToken) =>
        new(order, RiskDecision.Decline, refusal, (await trial.TryAsync(order.Partner, null, named, cancellationToken)).Wallets);

    // Nothing is told about a wallet that is not the partner's.
    private async Task<IReadOnlyList<WalletId>> NamedAsync(TransactionOrder order, CancellationToken cancellationToken)
    {
        var named = new List<WalletId>(2);
        foreach (var wallet in new[] { order.Source, order.Destination })
        {
            if (wallet is { } id && await wallets.FindAsync(order.Partner, id, cancellationToken) is not null)
            {
                named.Add(id);
            }
        }

        return named;
    }
}
