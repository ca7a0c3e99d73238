using WalletFunctions.Partners;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Monetary;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Outcomes;
using WalletFunctions.Transactions.Steps;

namespace WalletFunctions.Transactions.Cancellation;

/// <summary>
/// Gives transactions up. What decides is never this handler but a row that is inserted once: a refusal under the id of the one posting, the
/// outcome row of a long course, the orchestration that is started once, or the claim of the key itself. Then the transaction's own course ends it, whoever started that.
/// </summary>
public sealed class CancellationHandler(
    ITransactionStore store,
    TransactionClaims claims,
    IOutcomeStore outcomes,
    LedgerSteps ledger,
    StepTraces traces,
    PartnerDirectory partners,
    TimeProvider time)
{
    private const string ByPartner = "partner";

    // A key that was given up has no amount. Rows keep one; nobody is shown it.
    private static readonly Currency AnyCurrency = Currency.Parse("USD");

    /// <summary>Gives a transaction up; null if there is none.</summary>
    internal async Task<Transaction?> CancelAsync(PartnerId partner, TransactionId id, ITransactionDriver driver, CancellationToken cancellationToken) =>
        await store.FindAsync(partner, id, cancellationToken) is { } found ? await GiveUpAsync(found.Value, driver, cancellationToken) : null;

    /// <summary>Gives a request up by its key; one that was never seen is claimed, so that whatever comes under it later is refused.</summary>
    internal async Task<Transaction> CancelAsync(
        PartnerId partner, IdempotencyKey key, string traceId, ITransactionDriver driver, CancellationToken cancellationToken)
    {
        var id = TransactionId.Derive(partner, key.Text);
        if (await CancelAsync(partner, id, driver, cancellationToken) is { } known)
        {
            return known;
        }

        var claim = ClaimOf((await partners.GetAsync(partner, cancellationToken)).TimeZone, partner, id, key, traceId);
        return await store.ClaimAsync(claim, cancellationToken) is { } claimed
            ? claimed.Value
            : await CancelAsync(partner, id, driver, cancellationToken) ?? throw new InvalidOperationException($"The key of {id} is claimed, and its claim is not there.");
    }

    private async Task<Transaction> GiveUpAsync(Transaction transaction, ITransactionDriver driver, CancellationToken cancellationToken)
    {
        // A leg is part of its session, which is not given up once it was asked for.
        if (transaction.Answer is not null || transaction.Order.Session is not null)
        {
            return transaction;
        }

        // Before anything is written: the refusal below is a trace too.
        var order = transaction.Order;
        var isUntouched = order.Run == 1 && !await traces.AnyAsync(order, cancellationToken);

        // What consumes an event is named by a claim that may be yet to come. Between two partitions nothing can be refused one by one. Both are waited
        // for, once they run: that takes no longer than it takes to answer.
        if (await ledger.CloseDirectWayAsync(order, cancellationToken))
        {
            return await claims.FinishAsync(transaction, driver, cancellationToken);
        }

        // A review is decided by one row, whoever decides it. What a person has declined is not given up any more; what one has approved still is, until it goes on.
        var giveUp = new Outcome { Decision = OutcomeDecision.Canceled, By = ByPartner, At = time.GetUtcNow(), ReasonCode = ReasonCatalog.Canceled.Code };
        var stands = await outcomes.DecideAsync(order.Partner, order.Id, OutcomePoint.Review, giveUp, cancellationToken);
        if (stands.Decision is OutcomeDecision.Canceled or OutcomeDecision.Approved)
        {
            stands = await outcomes.DecideAsync(order.Partner, order.Id, OutcomePoint.Course, giveUp, cancellationToken);
        }

        await driver.WakeAsync(order, cancellationToken);

        // A first run that nobody has started is started as given up. A later one, and a first one whose history was lost, may find things posted, and finds
        // the row above.
        if (isUntouched)
        {
            await driver.StartGivenUpAsync(order, cancellationToken);
        }

        return await claims.FinishAsync(transaction, driver, cancellationToken, throughReview: stands.Decision != OutcomeDecision.Proceed);
    }

    private Transaction ClaimOf(string timeZone, PartnerId partner, TransactionId id, IdempotencyKey key, string traceId)
    {
        var order = new TransactionOrder
        {
            Partner = partner,
            Id = id,
            Type = TransactionType.Cancellation,
            Amount = Money.Zero(AnyCurrency),
            TimeZone = timeZone,
            CreatedAt = time.GetUtcNow(),
        };
        return TransactionAnswers.WithAnswer(new Transaction
        {
            Order = order,
            IdempotencyKey = key.Text,
            Fingerprint = string.Empty,
            Request = default,
            TraceId = traceId,
            Status = TransactionStatus.Canceled,
            Refusal = Refusal.For(ReasonCatalog.Canceled),
            UpdatedAt = order.CreatedAt,
        });
    }
}
