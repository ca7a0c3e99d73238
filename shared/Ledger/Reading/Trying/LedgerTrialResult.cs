using WalletFunctions.Shared.Ledger.Refusals;

namespace WalletFunctions.Shared.Ledger.Reading.Trying;

/// <summary>What the ledger would have said.</summary>
/// <param name="Refusal">Why it would have refused; null if it would have accepted.</param>
/// <param name="Wallets">The wallets that were asked for.</param>
public sealed record LedgerTrialResult(LedgerRefusal? Refusal, IReadOnlyList<TriedWallet> Wallets);
