namespace WalletFunctions.Shared.Ledger.Limits;

/// <summary>What the ledger has to know of a partner.</summary>
/// <param name="TimeZone">Cuts the days and months of limits.</param>
/// <param name="Profiles">The limit profiles, by name.</param>
public sealed record PartnerTerms(TimeZoneInfo TimeZone, IReadOnlyDictionary<LimitProfileId, LimitProfile> Profiles);
