using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Ledger.Storage;
using WalletFunctions.Shared.Monetary;
using Xunit;

namespace WalletFunctions.Tests.Shared.Ledger.Faults;

/// <summary>Adds up a partition from its rows, by arithmetic of its own: whatever went wrong, this must hold.</summary>
internal sealed class LedgerAudit
{
    private readonly Dictionary<string, LedgerRow> _rows = new(StringComparer.Ordinal);

    /// <summary>The postings that landed.</summary>
    public IEnumerable<PostingRow> Postings => _rows.Values.OfType<PostingRow>();

    /// <summary>The refusals that are remembered.</summary>
    public IEnumerable<RefusalRow> Refusals => _rows.Values.OfType<RefusalRow>();

    public static async Task<LedgerAudit> ReadAsync(ILedgerStore store, LedgerPartition partition)
    {
        var audit = new LedgerAudit();
        await foreach (StoredRow stored in store.ScanAsync(partition, new RowRange("A", "a"), null, CancellationToken.None))
        {
            audit._rows.Add(stored.Row.RowKey, stored.Row);
        }

        return audit;
    }

    /// <summary>Balances equal entries, entries are dense and belong to a posting, postings have all their entries, holds add up, and everything together is zero.</summary>
    public void MustHold()
    {
        ILookup<WalletId, EntryRow> entries = _rows.Values.OfType<EntryRow>().ToLookup(entry => entry.Wallet);
        ILookup<WalletId, HoldRow> holds = _rows.Values.OfType<HoldRow>().Where(hold => hold.State == HoldState.Active).ToLookup(hold => hold.Wallet);
        var sums = new Dictionary<Currency, long>();
        foreach (WalletRow wallet in _rows.Values.OfType<WalletRow>())
        {
            long balance = 0, sequence = 0;
            foreach (EntryRow entry in entries[wallet.Wallet].OrderBy(entry => entry.Sequence))
            {
                Assert.Equal(++sequence, entry.Sequence);
                balance += entry.Direction == EntryDirection.Credit ? entry.AmountMinor : -entry.AmountMinor;
                Assert.Equal(balance, entry.BalanceAfterMinor);
                var posting = Assert.IsType<PostingRow>(_rows.GetValueOrDefault(RowKeys.Posting(entry.Posting)));
                Assert.Contains(posting.Lines, line => line.Wallet == entry.Wallet && line.Sequence == entry.Sequence);
            }

            Assert.Equal((balance, sequence), (wallet.PostedMinor, wallet.Sequence));
            Assert.Equal(holds[wallet.Wallet].Where(hold => hold.Kind == HoldKind.Outgoing).Sum(hold => hold.Amount.Minor), wallet.HeldMinor);
            Assert.True(wallet.Type is not (WalletType.Customer or WalletType.Operational) || wallet.PostedMinor - wallet.HeldMinor >= 0, $"{wallet.Wallet} is below zero.");
            sums[wallet.Currency] = sums.GetValueOrDefault(wallet.Currency) + balance;
        }

        Assert.All(sums, sum => Assert.Equal(0, sum.Value));
        Assert.Equal(Postings.Sum(posting => posting.Lines.Count), entries.Sum(wallet => wallet.Count()));
        foreach (PostingRow posting in Postings)
        {
            Assert.All(posting.Lines, line => Assert.Contains(RowKeys.Entry(line.Wallet, line.Sequence), _rows));
        }
    }
}
