using WalletFunctions.Shared.Ledger.Proof.Heads;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Ledger.Storage;

namespace WalletFunctions.Shared.Ledger.Proof.Passes;

/// <summary>Goes through a ledger partition: range by range of its wallets, each range with its own rows and with the postings.</summary>
internal sealed class PartitionPass(ProofRun run, LedgerPartition partition, IDailyHeadStore heads, TransitProof? transit)
{
    private static readonly string[] Kinds = [RowKeys.Customers, RowKeys.Entries, RowKeys.Holds, RowKeys.Postings, RowKeys.Controls, RowKeys.Wallets];

    /// <summary>Runs it.</summary>
    /// <param name="conclude">What follows for a range of wallets.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal async Task RunAsync(Func<WalletRange, Task> conclude, CancellationToken cancellationToken)
    {
        run.Meter.Begin(partition, "wallets");
        await FindForeignRowsAsync(cancellationToken);
        IReadOnlyList<DailyHead> signed = [.. (await SignedHead.ListAsync(heads, partition, run.Keys, run.Findings, cancellationToken)).TakeLast(run.Options.Heads)];
        run.Meter.Heads += signed.Count;
        var takeBacks = new TakeBackCheck(run, partition);
        WalletRange range;
        string from = string.Empty;
        do
        {
            range = await WalletRange.ReadAsync(run, partition, from, cancellationToken);
            await ExpectAsync(run, heads, signed, range, cancellationToken);
            var pairs = new KeyedSums(run.Keys);
            await new OwnRowsPass(run, range, new RangeReader(pairs, takeBacks, transit)).RunAsync(cancellationToken);
            var postings = new PostingsPass(run, range, pairs, from.Length == 0 ? takeBacks : null);
            await postings.RunAsync(cancellationToken);
            if (pairs.FindUneven() is { Count: > 0 } uneven)
            {
                await new PairCheck(run, range, uneven, pairs.Count).RunAsync(cancellationToken);
            }

            await conclude(range);
            postings.CheckTotals();
            from = range.Before;
        }
        while (!range.IsLast);

        await takeBacks.RunAsync(cancellationToken);
    }

    /// <summary>Holds the wallets of a range against the daily heads that name them.</summary>
    internal static async Task ExpectAsync(ProofRun run, IDailyHeadStore heads, IReadOnlyList<DailyHead> signed, WalletRange range, CancellationToken cancellationToken)
    {
        foreach (DailyHead head in signed)
        {
            await foreach (HeadLine line in SignedHead.LinesAsync(heads, head, run.Keys, run.Findings, cancellationToken))
            {
                if (range.Covers(line.Wallet))
                {
                    WalletProof? wallet = await range.FindOrMeetAsync(run, line.Wallet, SignedHead.Describe(head.Date, "it, which"), cancellationToken);
                    wallet?.Expect(head.Date, line);
                }
            }
        }
    }

    /// <summary>Rows whose key is of no kind.</summary>
    private async Task FindForeignRowsAsync(CancellationToken cancellationToken)
    {
        for (int i = 0; i <= Kinds.Length; i++)
        {
            var gap = new RowRange(i == 0 ? " " : RowKeys.After(Kinds[i - 1]), i == Kinds.Length ? "\uFFFD" : Kinds[i]);
            await foreach (StoredRow stored in run.Reads.ScanAsync(partition, gap, cancellationToken))
            {
                if (stored.Row.RowKey is RowKeys.Turn or RowKeys.TurnChanges)
                {
                    // Advice among the writers: nothing rests on it.
                    continue;
                }

                run.Findings.Add(FindingKind.UnreadableRow, partition, stored.Row.RowKey, (stored.Row as UnreadableRow)?.Fault ?? "no ledger row has such a key");
            }
        }
    }
}
