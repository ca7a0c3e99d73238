namespace WalletFunctions.Shared.Risk.Names;

/// <summary>A name of a transaction that resembles a listed name. Internal: never shown to the partner.</summary>
/// <param name="Asked">The name in the transaction.</param>
/// <param name="Listed">The name or alias on the list.</param>
/// <param name="ListId">The id of the list's entry.</param>
/// <param name="Similarity">How alike they are, 0 to 1; 1 means the same words.</param>
public sealed record NameMatch(string Asked, string Listed, string ListId, double Similarity);
