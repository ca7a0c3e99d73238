using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Banking;

/// <summary>What the bank says about an instruction. Only <see cref="Settled"/> and <see cref="Rejected"/> are definite; nothing may be released or captured on any other.</summary>
public abstract record BankAnswer
{
    private BankAnswer()
    {
    }

    /// <summary>The bank knows how it ended: it will not end otherwise.</summary>
    public bool IsDefinite => this is Settled or Rejected;

    /// <summary>Done: the money moved.</summary>
    /// <param name="BankId">The bank's own id of the movement, if it gave one.</param>
    /// <param name="Amount">How much moved, in the bank's words: minor units, more than zero. Only as much as was instructed counts (<see cref="AnsweredAmounts"/>).</param>
    public sealed record Settled(string? BankId, Money Amount) : BankAnswer;

    /// <summary>Refused for good: the money will never move under this reference.</summary>
    /// <param name="Code">The bank's code, as it gave it; <see cref="BankRejections"/> has our reason for it.</param>
    /// <param name="Amount">How much will not move, in the bank's words: minor units, more than zero. Only as much as was instructed counts.</param>
    public sealed record Rejected(string Code, Money Amount) : BankAnswer;

    /// <summary>Accepted, and not decided yet: ask again later.</summary>
    public sealed record Pending : BankAnswer;

    /// <summary>The bank knows no instruction under this reference: instruct again, under the same one.</summary>
    public sealed record NotFound : BankAnswer;

    /// <summary>No answer, or none that can be relied on: the instruction may have been executed, or not. Ask again later.</summary>
    /// <param name="Why">A code of <see cref="UnclearCodes"/> and a word, without personal data.</param>
    public sealed record Unclear(string Why) : BankAnswer;
}
