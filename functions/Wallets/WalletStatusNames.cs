using WalletFunctions.Shared.Ledger;

namespace WalletFunctions.Wallets;

/// <summary>The names of statuses in JSON.</summary>
internal static class WalletStatusNames
{
    /// <summary>What a partner may set.</summary>
    internal const string PartnerRule = "must be one of active, blocked, closed, suspended";

    /// <summary>The name of a status.</summary>
    internal static string Of(WalletStatus status) => status switch
    {
        WalletStatus.Active => "active",
        WalletStatus.Suspended => "suspended",
        WalletStatus.Opening => "opening",
        WalletStatus.Blocked => "blocked",
        WalletStatus.Closed => "closed",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    /// <summary>Reads a status that a partner may set: opening is the bank's.</summary>
    internal static bool TryParseForPartner(string? text, out WalletStatus status)
    {
        status = default;
        foreach (var candidate in Enum.GetValues<WalletStatus>())
        {
            if (candidate != WalletStatus.Opening && Of(candidate) == text)
            {
                status = candidate;
                return true;
            }
        }

        return false;
    }
}
