using WalletFunctions.Shared.Transactions.Sessions;

namespace WalletFunctions.Transactions.Sessions;

/// <summary>What a step of a session is given: the same every time it is repeated.</summary>
/// <param name="State">How far the session has come.</param>
/// <param name="BookingDate">The partner's business date when the step was first to be done: what one posting takes. Reserved legs take that of the state.</param>
public sealed record SessionStepInput(SessionState State, DateOnly BookingDate);
