using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Saga;

namespace WalletFunctions.Transactions.Steps;

/// <summary>Moves the bank's event that a transaction answers.</summary>
public sealed class BankEventSteps(BankEventArbiter arbiter, ClaimChanges claims)
{
    /// <summary>Claims the event; refused if another transaction has it.</summary>
    public async Task<StepOutcome> ClaimAsync(StepInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var order = input.State.Order;
        var wasAtBank = false;
        var claim = await arbiter.ClaimAsync(order.Partner, EventOf(order), order.Id, WhyGivenUpAsync, cancellationToken);
        if (claim is Result<BankEventClaim>.Refused { Refusal: var refusal })
        {
            await GiveUpAsync(order, refusal, cancellationToken);
            return StepOutcome.Refused(refusal) with { WasAtBank = wasAtBank };
        }

        return claim.Match(StepOutcome.Claimed, StepOutcome.Refused);

        async Task<Refusal?> WhyGivenUpAsync(CancellationToken cancel)
        {
            var stands = (await claims.ReadAsync(order, cancel)).Value;
            wasAtBank = stands.Status == TransactionStatus.Processed;
            return stands.Refusal;
        }
    }

    /// <summary>Marks the event as consumed.</summary>
    public async Task<StepOutcome> FulfillAsync(StepInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var order = input.State.Order;
        await arbiter.FulfillAsync(order.Partner, EventOf(order), order.Id, ClaimOf(input.State), cancellationToken);
        return StepOutcome.Done();
    }

    /// <summary>Gives the event back.</summary>
    public async Task<StepOutcome> ReturnAsync(StepInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var order = input.State.Order;
        await GiveUpAsync(order, input.State.Refusal, cancellationToken);
        await arbiter.GiveBackAsync(order.Partner, EventOf(order), order.Id, ClaimOf(input.State), cancellationToken);
        return StepOutcome.Done();
    }

    // Written before anybody else can have the event: a claim that comes late, from a worker that was thought dead or from a next run, must not take it (again).
    private async Task GiveUpAsync(TransactionOrder order, Refusal? why, CancellationToken cancellationToken) => await claims.SetAsync(
        order, claim => claim.Refusal is null && claim.Answer is null ? claim with { Refusal = why } : claim, cancellationToken);

    private static BankEventKey EventOf(TransactionOrder order) =>
        order.BankEvent ?? throw new InvalidOperationException($"{order.Id} answers no event of the bank.");

    private static int ClaimOf(SagaState state) =>
        state.EventClaim?.Number ?? throw new InvalidOperationException($"{state.Order.Id} has not claimed its event.");
}
