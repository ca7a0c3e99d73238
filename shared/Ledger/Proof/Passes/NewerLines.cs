using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Ledger.Storage;

namespace WalletFunctions.Shared.Ledger.Proof.Passes;

/// <summary>
/// Lines of postings that came after their wallet's row was read: their wallet has come so far too by now, or there is no such entry. What they say is proven the next time.
/// </summary>
internal sealed class NewerLines(ProofRun run, WalletRange range)
{
    private readonly Dictionary<WalletId, (long Sequence, PostingId Posting)> _newest = [];

    internal void Take(PostingRow posting, PostingLineRow line)
    {
        if (!_newest.TryGetValue(line.Wallet, out (long Sequence, PostingId) known) || line.Sequence > known.Sequence)
        {
            _newest[line.Wallet] = (line.Sequence, posting.Id);
        }
    }

    internal async Task CheckAsync(CancellationToken cancellationToken)
    {
        List<WalletId> wallets = [.. _newest.Keys];
        StoredRow?[] now = await run.Reads.FindManyAsync(range.Partition, [.. wallets.Select(RowKeys.Wallet)], cancellationToken);
        for (int i = 0; i < wallets.Count; i++)
        {
            (long sequence, PostingId posting) = _newest[wallets[i]];
            string entryKey = RowKeys.Entry(wallets[i], sequence);
            if (now[i] is null)
            {
                run.Findings.Add(FindingKind.WalletMissing, range.Partition, RowKeys.Wallet(wallets[i]), $"there is no wallet {wallets[i]}, but posting {posting} has moved it");
            }
            else if (!((now[i]?.Row as WalletRow)?.Sequence >= sequence) && await run.Reads.FindAsync(range.Partition, entryKey, cancellationToken) is null)
            {
                run.Findings.Add(FindingKind.EntryMissing, range.Partition, entryKey, $"entry {sequence} of {wallets[i]} is not there, but posting {posting} has its line");
            }
        }
    }
}
