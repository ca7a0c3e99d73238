namespace WalletFunctions.Shared.Risk.Names;

/// <summary>One entry of a sanctions list.</summary>
public sealed record SanctionedParty
{
    /// <summary>The entry's id on its list.</summary>
    public required string Id { get; init; }

    /// <summary>Whether it is an organisation, whose name may be a single word inside a longer one; else a person.</summary>
    public required bool IsEntity { get; init; }

    /// <summary>Its name and its aliases, as written; at least one.</summary>
    public required IReadOnlyList<string> Names { get; init; }
}
