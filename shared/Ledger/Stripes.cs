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
    public static WalletType TypeOf(WalletId stripe) => FindType(stripe) ?? throw new ArgumentException("Not a stripe of a system wallet.", nameof(stripe));

    /// <summary>The system wallet that a stripe is of; null: the id is of no stripe.</summary>
    internal static WalletType? FindType(WalletId stripe) => WalletTypes.TryParse(PartOf(stripe, 1), out WalletType type) && type.IsSystem() ? type : null;

    /// <summary>The currency of a stripe; null: the id is of no stripe.</summary>
    internal static Currency? FindCurrency(WalletId stripe) => Currency.TryParse(PartOf(stripe, 2)?.ToUpperInvariant(), out Currency currency) ? currency : null;

    private static string? PartOf(WalletId stripe, int place) => stripe.Value.Split('-') is { Length: 4 } parts ? parts[place] : null;
}
