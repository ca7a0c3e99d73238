using System.Globalization;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Ledger;

/// <summary>Stripes of system wallets: one for each ledger partition and writer slot, so that no row is hot.</summary>
public static class Stripes
{
    /// <summary>The stripe of a slot (0–15).</summary>
    public static WalletId Of(LedgerPartition partition, WalletType type, Currency currency, int slot)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(slot);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(slot, LedgerBounds.WriterSlots);
        return WalletId.ForStripe(partition.Number, type.ToWord(), currency.Code, slot);
    }

    /// <summary>What begins the ids of all stripes of a ledger partition.</summary>
    public static string PrefixOf(LedgerPartition partition) => $"wal_{partition.Number.ToString("00", CultureInfo.InvariantCulture)}-";

    /// <summary>The slot of a process: a collision is only slower.</summary>
    public static int SlotOf(string processInstanceId) => LedgerPartition.Choose(processInstanceId, WalletId.MaxPartitions) % LedgerBounds.WriterSlots;

    /// <summary>The system wallet that a stripe is of.</summary>
    public static WalletType TypeOf(WalletId stripe)
    {
        string word = stripe.Value.Split('-')[1];
        return WalletTypes.TryParse(word, out WalletType type) && type.IsSystem() ? type : throw new ArgumentException("Not a stripe of a system wallet.", nameof(stripe));
    }
}
