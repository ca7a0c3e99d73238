namespace WalletFunctions.BankEvents;

/// <summary>Why a message is set aside: no further delivery would end otherwise.</summary>
/// <param name="Reason">In a word.</param>
/// <param name="Description">In a sentence, without personal data.</param>
public sealed record DeadLetter(string Reason, string Description);
