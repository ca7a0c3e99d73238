using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Ledger.Storage;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Local.Cli.Demo;

/// <summary>The wallets of one type and currency together.</summary>
/// <param name="Type">The type.</param>
/// <param name="Wallets">How many there are.</param>
/// <param name="Posted">What they hold together.</param>
internal sealed record LedgerSum(WalletType Type, int Wallets, Money Posted)
{
    /// <summary>Adds up every wallet of a partner, row by row, from storage.</summary>
    public static async Task<IReadOnlyList<LedgerSum>> OfAllAsync(
        ILedgerStore store, PartnerId partner, int partitionCount, CancellationToken cancellationToken)
    {
        var rows = new List<WalletRow>();
        for (var number = 0; number < partitionCount; number++)
        {
            await foreach (var stored in store.ScanAsync(new LedgerPartition(partner, number), RowRange.OfPrefix(RowKeys.Wallets), null, cancellationToken))
            {
                rows.Add((WalletRow)stored.Row);
            }
        }

        return [.. rows.GroupBy(row => (row.Type, row.Currency))
            .OrderBy(group => group.Key.Currency.Code, StringComparer.Ordinal)
            .ThenBy(group => group.Key.Type)
            .Select(group => new LedgerSum(group.Key.Type, group.Count(), new Money(group.Sum(row => row.PostedMinor), group.Key.Currency)))];
    }
}
