using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Ledger.Reading;

/// <summary>A logical system wallet: the sum of its stripes over all ledger partitions of a partner.</summary>
/// <param name="Type">Which.</param>
/// <param name="Posted">The sum.</param>
/// <param name="Stripes">How many stripes exist.</param>
public sealed record SystemWalletBalance(WalletType Type, Money Posted, int Stripes);
