namespace WalletFunctions.Shared.Banking;

/// <summary>What the bank says about a change of status that it was told.</summary>
public abstract record StatusAnswer
{
    private StatusAnswer()
    {
    }

    /// <summary>It took note: of this version, or of a later one before.</summary>
    /// <param name="Version">The newest version that the bank knows.</param>
    public sealed record Acknowledged(long Version) : StatusAnswer;

    /// <summary>It will never take note: for a person.</summary>
    /// <param name="Code">The bank's code, as it gave it.</param>
    public sealed record Refused(string Code) : StatusAnswer;

    /// <summary>No answer, or none that can be relied on: tell it again later, under the same version.</summary>
    /// <param name="Why">A code of <see cref="UnclearCodes"/> and a word, without personal data.</param>
    public sealed record Unclear(string Why) : StatusAnswer;
}
