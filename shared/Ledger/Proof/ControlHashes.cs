using System.Globalization;
using WalletFunctions.Shared.Ledger.Rows;

namespace WalletFunctions.Shared.Ledger.Proof;

/// <summary>The bank's hash chain of a wallet's control rows.</summary>
public static class ControlHashes
{
    /// <summary>The row with its hash set, as the next of a chain.</summary>
    public static ControlRow Seal(ControlRow control, string previousHash, HashKey key)
    {
        ArgumentNullException.ThrowIfNull(control);
        ArgumentNullException.ThrowIfNull(key);
        return control with { Hash = Compute(control, previousHash, key), HashKeyId = key.Id };
    }

    /// <summary>What the row's hash must be.</summary>
    public static string Compute(ControlRow control, string previousHash, HashKey key)
    {
        ArgumentNullException.ThrowIfNull(control);
        string canonical = string.Create(
            CultureInfo.InvariantCulture,
            $"control.v1\n{control.Wallet}\n{control.Version}\n{control.ChangeId}\n{control.Kind}\n{control.Type}\n{control.Currency}\n{control.Customer}\n{control.Tier}\n{control.LimitProfile}\n{control.CustomerLimited}\n{control.PartnerStatus}\n{control.BankStatus}\n{control.StatusVersion}\n{control.Reason.Length}\n{control.Reason}\n{control.Time.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fff}Z\n");
        return EntryHashes.Keyed(key, canonical, string.Empty, previousHash);
    }
}
