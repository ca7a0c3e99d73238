using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Ledger.Storage;

namespace WalletFunctions.Shared.Ledger.Proof.Passes;

/// <summary>
/// Lines of postings that came after their wallet's rows were read: their wallet has come so far too by now, or there is no such entry. What they say is proven the next time. A rebuild, which
/// does not believe wallet rows, looks for each entry.
/// </summary>
internal sealed class NewerLines(ProofRun run, WalletRange range)
{
    private const int EntriesAtOnce = 256;

    private readonly Dictionary<WalletId, (long Sequence, PostingId Posting)> _newest = [];
    private readonly List<(WalletId Wallet, long Sequence, PostingId Posting)> _waiting = [];

    internal async ValueTask TakeAsync(PostingRow posting, PostingLineRow line, CancellationToken cancellationToken)
    {
        if (!_newest.TryGetValue(line.Wallet, out (long Sequence, PostingId) known) || line.Sequence > known.Sequence)
        {
            _newest[line.Wallet] = (line.Sequence, posting.Id);
        }

        if (run.IsRebuild)
        {
            _waiting.Add((line.Wallet, line.Sequence, posting.Id));
            if (_waiting.Count == EntriesAtOnce)
            {
                await FindEntriesAsync(cancellationToken);
            }
        }
    }

    internal async Task CheckAsync(CancellationToken cancellationToken)
    {
        await FindEntriesAsync(cancellationToken);
        List<WalletId> wallets = [.. _newest.Keys];
        StoredRow?[] now = await run.Reads.FindManyAsync(range.Partition, [.. wallets.Select(RowKeys.Wallet)], cancellationToken);
        for (int i = 0; i < wallets.Count; i++)
        {
            (long sequence, PostingId posting) = _newest[wallets[i]];
            if (now[i] is null)
            {
                run.Findings.Add(FindingKind.WalletMissing, range.Partition, RowKeys.Wallet(wallets[i]), $"there is no wallet {wallets[i]}, but posting {posting} has moved it");
            }
            else if (!((now[i]?.Row as WalletRow)?.Sequence >= sequence))
            {
                _waiting.Add((wallets[i], sequence, posting));
            }
        }

        await FindEntriesAsync(cancellationToken);
    }

    private async Task FindEntriesAsync(CancellationToken cancellationToken)
    {
        string[] rowKeys = [.. _waiting.Select(line => RowKeys.Entry(line.Wallet, line.Sequence))];
        StoredRow?[] found = await run.Reads.FindManyAsync(range.Partition, rowKeys, cancellationToken);
        for (int i = 0; i < found.Length; i++)
        {
            if (found[i] is null)
            {
                (WalletId wallet, long sequence, PostingId posting) = _waiting[i];
                run.Findings.Add(FindingKind.EntryMissing, range.Partition, rowKeys[i], $"entry {sequence} of {wallet} is not there, but posting {posting} has its line");
            }
        }

        _waiting.Clear();
    }
}
