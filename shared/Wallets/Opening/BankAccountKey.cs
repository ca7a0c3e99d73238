using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Wallets.Opening;

/// <summary>What stands for an account of the bank in keys: the bank's own text never does.</summary>
public static class BankAccountKey
{
    /// <summary>26 base-32 characters of a digest of the partner and the account's id.</summary>
    public static string Of(PartnerId partner, string accountId) => IdText.Derive(26, "bank-account", partner.Value, accountId);
}
