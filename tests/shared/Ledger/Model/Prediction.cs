using WalletFunctions.Shared.Ledger.Refusals;

namespace WalletFunctions.Tests.Shared.Ledger.Model;

/// <summary>What the model expects of a command: the value that an accepted one brings (as the model knows it), or the refusal with its numbers.</summary>
/// <param name="Value">The model's own object; null if refused.</param>
/// <param name="Refusal">The reason; null if accepted.</param>
/// <param name="Replayed">Decided before; null: not predicted.</param>
internal sealed record Prediction<T>(T? Value, LedgerRefusal? Refusal, bool? Replayed) where T : class
{
    public static Prediction<T> Accept(T value, bool? replayed = false) => new(value, null, replayed);

    public static Prediction<T> Refuse(LedgerRefusal refusal, bool? replayed = false) => new(null, refusal, replayed);
}
