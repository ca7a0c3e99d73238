using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Ledger.Proof;

namespace WalletFunctions.Shared.Ledger.Rules;

/// <summary>What a decision depends on besides the command and the rows.</summary>
public sealed record RuleContext
{
    /// <summary>The time, in whole milliseconds UTC.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The partner's terms.</summary>
    public required PartnerTerms Terms { get; init; }

    /// <summary>The key of new hashes.</summary>
    public required HashKey Key { get; init; }

    /// <summary>The stripe of system wallets that the writing process takes: 0–15.</summary>
    public required int Slot { get; init; }

    /// <summary>The partner's local day.</summary>
    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Now, Terms.TimeZone).DateTime);
}
