namespace WalletFunctions.Shared.Banking;

/// <summary>What the bank says about an account for a wallet.</summary>
public abstract record AccountAnswer
{
    private AccountAnswer()
    {
    }

    /// <summary>The account is there; the same one for every repetition.</summary>
    /// <param name="AccountId">The bank's id of it, at most 64 characters.</param>
    public sealed record Opened(string AccountId) : AccountAnswer;

    /// <summary>Refused for good.</summary>
    /// <param name="Code">The bank's code, as it gave it; <see cref="BankRejections"/> has our reason for it.</param>
    public sealed record Refused(string Code) : AccountAnswer;

    /// <summary>Not decided yet: ask again later, with the same opening.</summary>
    public sealed record Pending : AccountAnswer;

    /// <summary>No answer, or none that can be relied on: ask again later, with the same opening.</summary>
    /// <param name="Why">A code of <see cref="UnclearCodes"/> and a word, without personal data.</param>
    public sealed record Unclear(string Why) : AccountAnswer;
}
