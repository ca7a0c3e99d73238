namespace WalletFunctions.Shared.Reconciliation.Breaks;

/// <summary>A page of breaks, newest first.</summary>
/// <param name="Items">The breaks; may be fewer than asked for, also none, where more follow.</param>
/// <param name="Next">Where the next page begins; null if this is the last.</param>
public sealed record BreakPage(IReadOnlyList<Break> Items, BreakCursor? Next);
