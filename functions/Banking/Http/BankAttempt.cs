namespace WalletFunctions.Banking.Http;

/// <summary>One answered attempt to ask the bank.</summary>
/// <param name="IsTransient">Whether asking again could help.</param>
/// <param name="IsBroken">Whether the bank does not work as agreed, so that the circuit breaker counts it.</param>
internal abstract record BankAttempt(bool IsTransient, bool IsBroken);

/// <summary>One answered attempt to ask the bank, and what it said.</summary>
/// <typeparam name="T">What an answer to this kind of question is.</typeparam>
/// <param name="Answer">What it said; null when that is nothing to rely on.</param>
/// <param name="Why">Then, why.</param>
/// <param name="IsTransient">Whether asking again could help.</param>
/// <param name="IsBroken">Whether the bank does not work as agreed, so that the circuit breaker counts it.</param>
internal sealed record BankAttempt<T>(T? Answer, string Why, bool IsTransient, bool IsBroken) : BankAttempt(IsTransient, IsBroken)
    where T : class;
