using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using WalletFunctions.Shared.Ledger.Refusals;

namespace WalletFunctions.Shared.Ledger;

/// <summary>What the ledger answers to a command: a value, or the refusal that now stands under the command's id. Exactly one of the two.</summary>
/// <typeparam name="T">What an accepted command brings.</typeparam>
public sealed record LedgerResult<T> where T : class
{
    /// <summary>What an accepted command brought; null if it was refused.</summary>
    public T? Value { get; init; }

    /// <summary>Why it was refused; null if it was accepted.</summary>
    public LedgerRefusal? Refusal { get; init; }

    /// <summary>This is the first result, brought again: the command had been decided before.</summary>
    public bool Replayed { get; init; }

    /// <summary>Accepted: <see cref="Value"/> is there, and <see cref="Refusal"/> is not.</summary>
    [JsonIgnore]
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsAccepted => Refusal is null;
}
