using Microsoft.Extensions.Logging;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Storage;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Saga;

namespace WalletFunctions.Transactions.Steps;

/// <summary>Stores the final answer in the claim: from here on the caller has it, and every replay.</summary>
public sealed partial class AnswerStep(
    ITransactionStore store, RecentTransactions recent, AnswerSignals signals, TimeProvider time, ILogger<AnswerStep> logger)
{
    /// <summary>Writes lost to others before the step is given up and repeated later.</summary>
    private const int MaxAttempts = 8;

    /// <summary>Stores the answer; one that is stored already stays.</summary>
    public async Task<StepOutcome> RunAsync(StepInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var order = input.State.Order;
        var claim = recent.Recall(order.Id) ?? await FindAsync(order, cancellationToken);
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (claim.Value.Answer is not null)
            {
                signals.Answered(claim.Value);
                return StepOutcome.Done();
            }

            var answered = claim with { Value = TransactionAnswers.WithAnswer(Ended(claim.Value, input.State)) };
            if (await store.ReplaceAsync(answered, cancellationToken) is { } stored)
            {
                recent.Remember(stored);
                signals.Answered(stored.Value);
                LogAnswered(logger, order.Id, stored.Value.Status, stored.Value.Refusal?.Code);
                return StepOutcome.Done();
            }

            claim = await FindAsync(order, cancellationToken);
        }

        throw new InvalidOperationException($"The claim of {order.Id} was changed by others {MaxAttempts} times in a row.");
    }

    private Transaction Ended(Transaction claim, SagaState state) => claim with
    {
        Status = state.Outcome(),
        Condition = TransactionCondition.Normal,
        Refusal = state.Refusal,
        Bookings = state.Bookings,
        UpdatedAt = time.GetUtcNow(),
    };

    private async Task<Versioned<Transaction>> FindAsync(TransactionOrder order, CancellationToken cancellationToken) =>
        await store.FindAsync(order.Partner, order.Id, cancellationToken)
        ?? throw new InvalidOperationException($"The claim of {order.Id} is not there.");

    [LoggerMessage(2101, LogLevel.Information, "{Transaction} is {Status} {Reason}")]
    private static partial void LogAnswered(ILogger logger, TransactionId transaction, TransactionStatus status, string? reason);
}
