using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Risk.Rules;

namespace WalletFunctions.Shared.Risk;

/// <summary>Asks fraud and screening at once, within one budget, and combines what came back.</summary>
public sealed class RiskGate(IFraudGateway fraud, IScreeningGateway screening, IRiskRuleSets ruleSets, TimeProvider time) : IRiskGate
{
    /// <inheritdoc/>
    public async Task<RiskVerdict> AssessAsync(RiskRequest request, TimeSpan budget, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        if (await ReadWithinAsync(request.PartnerId, budget, cancellationToken) is not { } rules)
        {
            return RiskCombination.Combine(TimedOut(budget), TimedOut(budget), RiskRuleSet.Unreadable);
        }

        var elapsed = time.GetElapsedTime(started);
        budget = elapsed < budget ? budget - elapsed : TimeSpan.Zero;
        using var deadline = new CancellationTokenSource(budget, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var answers = await Task.WhenAll(
            WithinAsync(fraud.AssessAsync(request, rules, either.Token), budget, cancellationToken),
            WithinAsync(screening.ScreenAsync(request, rules, either.Token), budget, cancellationToken));
        return RiskCombination.Combine(answers[0], answers[1], rules);
    }

    private async Task<RiskRuleSet?> ReadWithinAsync(PartnerId partnerId, TimeSpan budget, CancellationToken cancellationToken)
    {
        try
        {
            return await ruleSets.ReadAsync(partnerId, cancellationToken).AsTask().WaitAsync(budget, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    // The deadline holds even for a gateway that ignores its token; only the caller's own cancellation throws.
    private async Task<RiskAnswer> WithinAsync(Task<RiskAnswer> asked, TimeSpan budget, CancellationToken cancellationToken)
    {
        try
        {
            return await asked.WaitAsync(budget, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return TimedOut(budget);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return TimedOut(budget);
        }
    }

    private static RiskAnswer.NoAnswer TimedOut(TimeSpan budget) =>
        new(new RiskReason(NoAnswerCodes.Timeout, $"no answer within the budget of {budget}"));
}
