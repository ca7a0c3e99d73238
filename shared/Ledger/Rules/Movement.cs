using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Ledger.Rules;

/// <summary>What one command moves on one wallet in one direction, as limits see it: without fees, and without what holds cover.</summary>
/// <param name="Wallet">The wallet.</param>
/// <param name="Direction">Debits or credits.</param>
internal sealed record Movement(WalletId Wallet, EntryDirection Direction)
{
    private readonly List<(TransactionId Transaction, long Minor)> _transactions = new(1);

    /// <summary>What each transaction moves, in minor units.</summary>
    internal IReadOnlyList<(TransactionId Transaction, long Minor)> Transactions => _transactions;

    /// <summary>What all move together: may exceed 64 bits before it is checked.</summary>
    internal Int128 Total { get; private set; }

    /// <summary>Something of it is credited, fees included: it can raise a balance above the maximum.</summary>
    internal void Add(TransactionId transaction, long minor)
    {
        Total += minor;
        int place = _transactions.FindIndex(item => item.Transaction == transaction);
        if (place < 0)
        {
            _transactions.Add((transaction, minor));
            return;
        }

        // Saturates: a sum out of range is above every limit, and is refused as an overflow besides.
        Int128 sum = (Int128)_transactions[place].Minor + minor;
        _transactions[place] = (transaction, sum > long.MaxValue ? long.MaxValue : (long)sum);
    }
}
