using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Risk;
using WalletFunctions.Shared.Storage;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Saga;
using WalletFunctions.Wallets;

namespace WalletFunctions.Transactions.Steps;

/// <summary>Asks fraud and screening whether a transaction may go on. Anything but an approval ends it: fail closed.</summary>
public sealed class ScreenStep(
    IRiskGate gate, ClaimChanges claims, RecentTransactions recent, StepTraces traces, LedgerSteps ledger, WalletDirectory wallets, AnswerSignals signals)
{
    /// <summary>How long fraud and screening have for their answer: well within what a caller waits.</summary>
    internal static readonly TimeSpan Budget = TimeSpan.FromSeconds(5);

    private readonly RiskQuestions _questions = new(wallets);

    /// <summary>Asks once; refused with the reason that the partner may know. What was said before stands, whatever the rules say by now.</summary>
    public async Task<StepOutcome> RunAsync(StepInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var order = input.State.Order;
        signals.Seen(order.Id);

        // What an earlier run left behind was perhaps another process's: what this one remembers may be older.
        var claim = order.Run > 1 ? await claims.ReadAsync(order, cancellationToken) : await claims.FindAsync(order, cancellationToken);
        if (order.Run > 1 && (claim.Value.Status == TransactionStatus.Processed || (claim.Value.Verdict is null && await traces.AnyAsync(order, cancellationToken))))
        {
            // What an earlier run did it did after an approval: asked again, the answer could be another one, and come too late.
            return StepOutcome.Done();
        }

        if ((claim.Value.Verdict ?? await AskAsync(claim, cancellationToken)) is not { } verdict)
        {
            return StepOutcome.Done();
        }

        // A step of an earlier run may still be at work, after an approval that nobody remembers. It is either too late for that, or too early.
        return order.Run > 1 && verdict.Decision != RiskDecision.Approve && await ledger.CloseDirectWayAsync(order, cancellationToken)
            ? StepOutcome.Done()
            : OutcomeOf(verdict);
    }

    /// <summary>What is said now; null where it comes too late: the first run is driven a second time, since its history was lost, and has gone on after an approval.</summary>
    private async Task<RiskVerdict?> AskAsync(Versioned<Transaction> claim, CancellationToken cancellationToken)
    {
        var verdict = await gate.AssessAsync(
            await _questions.OfAsync(claim.Value.Order, ClaimedRequests.Read(claim.Value), cancellationToken), Budget, cancellationToken);
        if (verdict.Decision != RiskDecision.Approve && claim.Value.Order.Run == 1 && await traces.AnyAsync(claim.Value.Order, cancellationToken))
        {
            return null;
        }

        switch (verdict.Decision)
        {
            case RiskDecision.Approve when claim.Value.Order.Run == 1:
                // Stored with the answer; until then this process remembers it.
                recent.Remember(claim with { Value = claim.Value with { Verdict = verdict } });
                return verdict;
            case not RiskDecision.Review when claim.Value.Order.Run == 1:
                // Stored with the answer too, perhaps by another process, and the history has the codes alone.
                await claims.SetAsync(claim.Value.Order, stands => stands.Answer is null ? stands with { Findings = verdict } : stands, cancellationToken);
                return verdict;
            default:
                break;
        }

        // A review outlives this process, and the one who decides it must see what was found. What a later run was told must not be asked a third time.
        return (await claims.SetAsync(
            claim.Value.Order, stands => stands.Verdict is null ? stands with { Verdict = verdict } : stands, cancellationToken)).Verdict!;
    }

    private static StepOutcome OutcomeOf(RiskVerdict verdict)
    {
        // What was found can be personal data, which stays out of the history.
        var bare = verdict with { Reasons = [.. verdict.Reasons.Select(reason => reason with { Detail = string.Empty })] };
        return verdict.Decision is RiskDecision.Approve or RiskDecision.Review
            ? StepOutcome.Screened(bare)
            : StepOutcome.Refused(Refusal.For(ReasonCatalog.Get((verdict.DeclineReason ?? PartnerReason.Unspecified).Code))) with { Verdict = bare };
    }
}
