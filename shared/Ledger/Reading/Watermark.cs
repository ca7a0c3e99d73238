using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Ledger.Reading;

/// <summary>How far a mirror must have come on one wallet: the last entry of a transaction there.</summary>
/// <param name="Wallet">The wallet.</param>
/// <param name="Sequence">The entry's sequence.</param>
/// <param name="Balance">The balance after it.</param>
/// <param name="MirrorHash">Its mirror hash.</param>
public sealed record Watermark(WalletId Wallet, long Sequence, Money Balance, string MirrorHash);
