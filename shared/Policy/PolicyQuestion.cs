using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Monetary;
using WalletFunctions.Shared.Transactions;

namespace WalletFunctions.Shared.Policy;

/// <summary>One wallet's part in one transaction.</summary>
/// <param name="Type">The transaction's type.</param>
/// <param name="Side">Which part.</param>
/// <param name="WalletType">The wallet's type.</param>
/// <param name="Currency">The wallet's currency.</param>
/// <param name="Standing">What may change of the wallet; null where it was not read.</param>
public sealed record PolicyQuestion(TransactionType Type, PolicySide Side, WalletType WalletType, Currency Currency, PolicyStanding? Standing = null);

/// <summary>What may change of a wallet.</summary>
/// <param name="Status">The effective status.</param>
/// <param name="Tier">The tier of the customer's identification.</param>
public sealed record PolicyStanding(WalletStatus Status, KycTier? Tier);
