using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Ledger.Commands;

/// <summary>Ends a hold (or inbound reservation) by posting against it.</summary>
/// <param name="Wallet">The wallet that it was placed on.</param>
/// <param name="Hold">Its id.</param>
/// <param name="Amount">How much of it is posted: more than zero, at most what is held. The rest is released.</param>
public sealed record HoldCapture(WalletId Wallet, HoldId Hold, Money Amount);
