using WalletFunctions.Shared.Alerts;
using WalletFunctions.Shared.Banking;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Outcomes;
using WalletFunctions.Shared.Transactions.Saga;

namespace WalletFunctions.Transactions.Steps;

/// <summary>
/// Moves money over the bank's edge. What the bank did is decided once, by the outcome's row: it may be told by the answer, by a query or by an event, and the
/// first stands. Nothing is released on anything but a definite rejection.
/// </summary>
public sealed class BankSteps(
    IBankGateway bank,
    IOutcomeStore outcomes,
    ClaimChanges claims,
    ClaimedRequests requests,
    AnswerSignals signals,
    AnsweredAmounts amounts,
    BankContradictions contradictions,
    IAlerts alerts,
    TimeProvider time)
{
    private const string ByBank = "bank";

    /// <summary>Tells the bank to move the money, under the transaction's one reference: done if it has, refused if it never will, else pending.</summary>
    public async Task<StepOutcome> InstructAsync(StepInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var order = input.State.Order;
        if (await KnownAsync(order, cancellationToken) is { } known)
        {
            return known;
        }

        var outcome = await ConcludeAsync(order, await bank.InstructAsync(await InstructionOfAsync(input.State, cancellationToken), cancellationToken), cancellationToken);
        if (outcome.Result == StepResult.Pending)
        {
            // Nobody knows how long it takes: who waits is told so.
            signals.Parked((await claims.FindAsync(order, cancellationToken)).Value);
        }

        return outcome.Result == StepResult.NotFound
            ? throw new InvalidOperationException($"The bank was told to do {order.Id} and says that it knows nothing of it.")
            : outcome;
    }

    /// <summary>Asks the bank what became of it: as above, or not found.</summary>
    public async Task<StepOutcome> AskAsync(StepInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var order = input.State.Order;
        if (await KnownAsync(order, cancellationToken) is { } known)
        {
            return known;
        }

        var outcome = await ConcludeAsync(order, await bank.QueryAsync(order.Partner, BankReference.Of(order.Id), cancellationToken), cancellationToken);
        if (outcome.Result == StepResult.Pending && input.State.BankWaits >= SagaWaits.OverdueAfterWaits)
        {
            await AlertAsync(order, "bank.overdue", "The bank owes the outcome of this instruction for about a day.", cancellationToken);
        }

        return outcome;
    }

    private static StepOutcome Of(Outcome outcome) => outcome.Decision == OutcomeDecision.Settled
        ? StepOutcome.Done()
        : StepOutcome.Refused(Refusal.For(outcome.ReasonCode is { } code ? ReasonCatalog.Get(code) : ReasonCatalog.DeclinedByBank));

    private async Task<StepOutcome?> KnownAsync(TransactionOrder order, CancellationToken cancellationToken) =>
        await outcomes.FindAsync(order.Partner, order.Id, OutcomePoint.Bank, cancellationToken) is { } outcome ? Of(outcome) : null;

    private async Task<StepOutcome> ConcludeAsync(TransactionOrder order, BankAnswer answered, CancellationToken cancellationToken)
    {
        var answer = await amounts.AgreeAsync(order.Partner, BankReference.Of(order.Id), order.Amount, WalletOf(order), answered, cancellationToken);
        return answer switch
        {
            BankAnswer.Settled settled => await DecideAsync(order, OutcomeDecision.Settled, outcome => outcome with { BankReference = settled.BankId }, cancellationToken),
            BankAnswer.Rejected rejected => await DecideAsync(
                order, OutcomeDecision.Rejected, outcome => outcome with { Why = rejected.Code, ReasonCode = BankRejections.ToRefusal(rejected).Code }, cancellationToken),
            BankAnswer.NotFound => StepOutcome.NotFound(),
            _ => StepOutcome.Pending(),
        };
    }

    private async Task<StepOutcome> DecideAsync(
        TransactionOrder order, OutcomeDecision decision, Func<Outcome, Outcome> complete, CancellationToken cancellationToken)
    {
        var proposed = complete(new Outcome { Decision = decision, By = ByBank, At = time.GetUtcNow() });
        var stands = await outcomes.DecideAsync(order.Partner, order.Id, OutcomePoint.Bank, proposed, cancellationToken);
        if (stands.Decision != decision)
        {
            await contradictions.ReportAsync(order, decision, stands.Decision, cancellationToken);
        }

        return Of(stands);
    }

    private async Task<BankInstruction> InstructionOfAsync(SagaState state, CancellationToken cancellationToken)
    {
        var order = state.Order;
        var kind = TransactionCourse.InstructionOf(state) ?? throw new InvalidOperationException($"Nothing of {order.Id} crosses the bank's edge.");

        // The beneficiary and the bank's own names are in the claim, and stay out of the history.
        var request = await requests.ReadAsync(order, cancellationToken);
        var broughtBy = kind == BankInstructionKind.ReturnDeposit ? await requests.FindBankEventAsync(order, cancellationToken) : request.BankEventId;
        return new BankInstruction
        {
            Partner = order.Partner,
            Reference = BankReference.Of(order.Id),
            Kind = kind,
            Amount = order.Amount,
            Wallet = WalletOf(order),
            Beneficiary = kind == BankInstructionKind.Payout ? request.Beneficiary : null,
            BankEventId = broughtBy,

            // Money that the bank collected for us has no event: what is given back is named by the collection.
            OriginalReference = kind == BankInstructionKind.ReturnDeposit && broughtBy is null && order.Original is { } original ? BankReference.Of(original) : null,
            RemittanceText = order.Reference,
        };
    }

    private static WalletId WalletOf(TransactionOrder order) =>
        order.Source ?? order.Destination ?? throw new InvalidOperationException($"{order.Id} is about no wallet.");

    private Task AlertAsync(TransactionOrder order, string kind, string detail, CancellationToken cancellationToken) => alerts.RaiseAsync(
        new Alert { Id = $"{order.Id}.{kind}", Kind = kind, Partner = order.Partner, Subject = order.Id.Value, Detail = detail, At = time.GetUtcNow() }, cancellationToken);
}
