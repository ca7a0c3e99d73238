namespace WalletFunctions.Shared.Risk.Names;

/// <summary>A sanctions list as read from a file.</summary>
/// <param name="Version">The version that its first line names.</param>
/// <param name="Parties">Its entries, in the file's order.</param>
public sealed record SanctionsListFile(string Version, IReadOnlyList<SanctionedParty> Parties);
