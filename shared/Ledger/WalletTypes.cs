namespace WalletFunctions.Shared.Ledger;

/// <summary>What the types of wallets have in common.</summary>
public static class WalletTypes
{
    /// <summary>The bank's own: striped, no limits, may go negative.</summary>
    public static bool IsSystem(this WalletType type) => type >= WalletType.Fee;

    /// <summary>The word of the design, in small letters.</summary>
    public static string ToWord(this WalletType type) => type switch
    {
        WalletType.Customer => "customer",
        WalletType.Operational => "operational",
        WalletType.Fee => "fee",
        WalletType.Settlement => "settlement",
        WalletType.Suspense => "suspense",
        WalletType.Transit => "transit",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    /// <summary>Reads the word of the design; false if it is none.</summary>
    public static bool TryParse(string? word, out WalletType type)
    {
        foreach (WalletType candidate in Enum.GetValues<WalletType>())
        {
            if (candidate.ToWord() == word)
            {
                type = candidate;
                return true;
            }
        }

        type = default;
        return false;
    }
}
