using WalletFunctions.Shared.Callbacks;

namespace WalletFunctions.Callbacks.Sending;

/// <summary>Asks a partner something over HTTP, signed and guarded as a callback is.</summary>
public interface ISignedQuestions
{
    /// <summary>
    /// Posts the question once, within the attempt's deadline. Whatever the network or the partner does is an outcome; only the caller's own
    /// cancellation throws.
    /// </summary>
    Task<SignedAnswer> AskAsync(WebhookMessage message, CancellationToken cancellationToken);
}

/// <summary>What came of a question.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Body">The answer's body as far as it was read; empty where none came.</param>
public sealed record SignedAnswer(AttemptOutcome Outcome, ReadOnlyMemory<byte> Body)
{
    /// <summary>No answer, or nothing asked.</summary>
    internal static SignedAnswer Without(AttemptOutcome outcome) => new(outcome, default);
}
