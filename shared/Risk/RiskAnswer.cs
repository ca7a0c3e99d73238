using System.Text.Json.Serialization;

namespace WalletFunctions.Shared.Risk;

/// <summary>What became of asking one source. Anything but <see cref="Assessed"/> means that nothing is known: fail closed.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Assessed), "assessed")]
[JsonDerivedType(typeof(NoAnswer), "no-answer")]
public abstract record RiskAnswer
{
    private RiskAnswer()
    {
    }

    /// <summary>The source answered.</summary>
    /// <param name="Assessment">What it found.</param>
    public sealed record Assessed(RiskAssessment Assessment) : RiskAnswer;

    /// <summary>The source did not answer, or not readably, within its deadline.</summary>
    /// <param name="Reason">Why, for the bank's own eyes: one of <see cref="NoAnswerCodes"/> and what happened.</param>
    public sealed record NoAnswer(RiskReason Reason) : RiskAnswer;
}
