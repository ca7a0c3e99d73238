namespace WalletFunctions.Shared.Reasons;

/// <summary>A value, or why there is none: for what the business expects to be refused.</summary>
/// <typeparam name="T">The value's type.</typeparam>
public abstract record Result<T>
{
    private Result()
    {
    }

    /// <summary>It was accepted.</summary>
    /// <param name="Value">The value.</param>
    public sealed record Accepted(T Value) : Result<T>;

    /// <summary>It was refused.</summary>
    /// <param name="Refusal">Why.</param>
    public sealed record Refused(Refusal Refusal) : Result<T>;
}
