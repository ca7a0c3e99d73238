using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Ledger.Reading;

/// <summary>A wallet's balance at a moment.</summary>
/// <param name="Posted">Credits less debits of the entries up to then.</param>
/// <param name="Held">What holds held then.</param>
/// <param name="Sequence">The last entry up to then; 0: none.</param>
/// <param name="At">The moment.</param>
/// <param name="LastEntryAt">The last entry's time; null: none.</param>
public sealed record BalanceView(Money Posted, Money Held, long Sequence, DateTimeOffset At, DateTimeOffset? LastEntryAt)
{
    /// <summary>Posted less held.</summary>
    public Money Available => Posted - Held;
}
