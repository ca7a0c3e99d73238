using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Saga;

namespace WalletFunctions.Transactions.Steps;

/// <summary>Moves the bank's event that a transaction answers.</summary>
public sealed class BankEventSteps(BankEventArbiter arbiter)
{
    /// <summary>Claims the event; refused if another transaction has it.</summary>
    public async Task<StepOutcome> ClaimAsync(StepInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var order = input.State.Order;
        var claim = await arbiter.ClaimAsync(order.Partner, EventOf(order), order.Id, cancellationToken);
        return claim.Match(StepOutcome.Claimed, StepOutcome.Refused);
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
        await arbiter.GiveBackAsync(order.Partner, EventOf(order), order.Id, ClaimOf(input.State), cancellationToken);
        return StepOutcome.Done();
    }

    private static BankEventKey EventOf(TransactionOrder order) =>
        order.BankEvent ?? throw new InvalidOperationException($"{order.Id} answers no event of the bank.");

    private static int ClaimOf(SagaState state) =>
        state.EventClaim?.Number ?? throw new InvalidOperationException($"{state.Order.Id} has not claimed its event.");
}
