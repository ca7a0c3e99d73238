namespace WalletFunctions.Shared.Risk.Names;

/// <summary>One way to compare a name.</summary>
/// <param name="Words">Its words; at least one.</param>
/// <param name="IsReduced">Whether words were left out, so that equal forms are not yet the same name.</param>
public sealed record NameForm(IReadOnlyList<string> Words, bool IsReduced);
