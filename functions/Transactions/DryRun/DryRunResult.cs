using WalletFunctions.Shared.Ledger.Reading.Trying;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Risk;
using WalletFunctions.Shared.Transactions;

namespace WalletFunctions.Transactions.DryRun;

/// <summary>What would become of a request.</summary>
/// <param name="Order">What was asked for.</param>
/// <param name="Decision">Approve, review or decline.</param>
/// <param name="Refusal">Why it would be declined; null where it would not.</param>
/// <param name="Wallets">The partner's wallets that it names.</param>
public sealed record DryRunResult(TransactionOrder Order, RiskDecision Decision, Refusal? Refusal, IReadOnlyList<TriedWallet> Wallets);
