using WalletFunctions.Json;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Wallets;

/// <summary>Reads the wallet that a path names.</summary>
internal static class WalletPath
{
    /// <summary>The wallet; a fault where the text is no id of one.</summary>
    internal static WalletId Read(string text, JsonFaults faults)
    {
        if (!FieldRules.TryParseWalletId(text, out var wallet))
        {
            faults.Add("walletId", FieldRules.WalletIdRule);
        }

        return wallet;
    }
}
