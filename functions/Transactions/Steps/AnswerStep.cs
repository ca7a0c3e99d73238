using Microsoft.Extensions.Logging;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Lifecycle;
using WalletFunctions.Shared.Transactions.Saga;
using WalletFunctions.Transactions.Undo;

namespace WalletFunctions.Transactions.Steps;

/// <summary>Stores the final answer in the claim: from here on the caller has it, and every replay.</summary>
public sealed partial class AnswerStep(ClaimChanges claims, OriginalMarks originals, AnswerSignals signals, TimeProvider time, ILogger<AnswerStep> logger)
{
    /// <summary>Stores the answer; one that is stored already stays.</summary>
    public async Task<StepOutcome> RunAsync(StepInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.State.Order.Type.TakesBack() && input.State.Outcome() == TransactionStatus.Settled)
        {
            await originals.MarkAsync(input.State.Order, cancellationToken);
        }

        var answered = await claims.ChangeAsync(
            input.State.Order, claim => claim.Answer is null ? Answered(claim, input.State) : null, cancellationToken);
        signals.Answered(answered);
        LogAnswered(logger, answered.Order.Id, answered.Status, answered.Refusal?.Code);
        return StepOutcome.Done();
    }

    private StatusMove Answered(Transaction claim, SagaState state)
    {
        var ended = claim with
        {
            Condition = TransactionCondition.Normal,
            Refusal = state.Refusal,
            Bookings = state.Bookings,

            // What the history knows of the verdict is without what was found; the claim may have that too.
            Verdict = claim.Verdict is { } full && full.Decision == (state.Verdict ?? full).Decision ? full
                : claim.Findings is { } found && found.Decision == state.Verdict?.Decision ? found
                : state.Verdict,
            Findings = null,
        };
        var move = TransactionLifecycle.Advance(ended, state.Outcome(), state.Refusal?.Code ?? "posted", time.GetUtcNow());
        return move with { Transaction = TransactionAnswers.WithAnswer(move.Transaction) };
    }

    [LoggerMessage(2101, LogLevel.Information, "{Transaction} is {Status} {Reason}")]
    private static partial void LogAnswered(ILogger logger, TransactionId transaction, TransactionStatus status, string? reason);
}
