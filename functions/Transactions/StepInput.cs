using WalletFunctions.Shared.Transactions.Saga;

namespace WalletFunctions.Transactions;

/// <summary>What a step is given: the same every time it is repeated.</summary>
/// <param name="State">How far the transaction has come.</param>
/// <param name="BookingDate">The partner's business date when the step was first to be done: what one posting takes. Several take that of the state.</param>
public sealed record StepInput(SagaState State, DateOnly BookingDate);
