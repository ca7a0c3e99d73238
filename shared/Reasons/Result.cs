namespace WalletFunctions.Shared.Reasons;

/// <summary>A value, or why there is none: for what the business expects to be refused.</summary>
/// <typeparam name="T">The value's type.</typeparam>
public abstract record Result<T>
{
    private Result()
    {
    }

    /// <summary>What follows, either way.</summary>
    /// <param name="accepted">Goes on with the value.</param>
    /// <param name="refused">Goes on with the reason.</param>
    public TOut Match<TOut>(Func<T, TOut> accepted, Func<Refusal, TOut> refused) => this switch
    {
        Accepted it => accepted(it.Value),
        Refused it => refused(it.Refusal),
        _ => throw new InvalidOperationException("A result is accepted or refused."),
    };

    /// <summary>It was accepted.</summary>
    /// <param name="Value">The value.</param>
    public sealed record Accepted(T Value) : Result<T>;

    /// <summary>It was refused.</summary>
    /// <param name="Refusal">Why.</param>
    public sealed record Refused(Refusal Refusal) : Result<T>;
}
