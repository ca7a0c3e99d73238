using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Ledger.Rows;

/// <summary>Limits that a posting consumed: so much of the windows of a local day and of its month.</summary>
/// <param name="Wallet">The wallet.</param>
/// <param name="Direction">Debits or credits.</param>
/// <param name="Date">The local day.</param>
/// <param name="Minor">The sum, in minor units.</param>
/// <param name="Count">The transactions.</param>
/// <param name="Customer">The customer's windows too.</param>
public readonly record struct ConsumedWindow(WalletId Wallet, EntryDirection Direction, DateOnly Date, long Minor, int Count, bool Customer);
