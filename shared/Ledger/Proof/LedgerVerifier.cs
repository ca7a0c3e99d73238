using WalletFunctions.Shared.Ledger.Proof.Heads;
using WalletFunctions.Shared.Ledger.Proof.Passes;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Ledger.Storage;

namespace WalletFunctions.Shared.Ledger.Proof;

/// <summary>
/// Verifies a ledger while it is written to: that nothing was changed, deleted or cut off, and that everything that sums up other rows does so. Reads only. What it checks, and why it never
/// cries wolf, is in this folder's README.
/// </summary>
/// <param name="store">Where the rows are.</param>
/// <param name="heads">The signed daily heads.</param>
/// <param name="unfinished">Which transactions may have money in <c>transit</c>.</param>
/// <param name="keys">The bank's hash keys, former ones included.</param>
/// <param name="clock">The time.</param>
/// <param name="options">How much at a time; null: as usual.</param>
public sealed class LedgerVerifier(
    ILedgerStore store, IDailyHeadStore heads, IUnfinishedTransactions unfinished, HashKeyRing keys, TimeProvider clock, ProofOptions? options = null)
{
    /// <summary>Verifies. Throws <see cref="LedgerUnavailableException"/> if the storage does not answer for long.</summary>
    /// <param name="scope">How much of the ledger.</param>
    /// <param name="watermarks">Watermarks that answers carried: the entries that they name must be there. Of the scope's partner.</param>
    /// <param name="progress">Is told how far it has come; null: nobody waits.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<VerifyReport> VerifyAsync(
        ProofScope scope, IReadOnlyList<Watermark>? watermarks, IProgress<ProofProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ProofOptions used = options ?? new ProofOptions();
        var run = new ProofRun(
            new ProofReads(store, clock, used), keys, used, new FindingList(used.MaxFindings), new ProofMeter(progress), clock.GetUtcNow(), IsRebuild: false);
        switch (scope)
        {
            case ProofScope.Whole whole:
                await VerifyAsync(run, whole, cancellationToken);
                break;
            case ProofScope.OnePartition one:
                await VerifyAsync(run, one.Partition, transit: null, cancellationToken);
                break;
            case ProofScope.OneWallet one:
                WalletConclusion.Compare(run, await new WalletPass(run, LedgerPartition.Of(one.Owner, one.Wallet), one.Wallet, heads).RunAsync(cancellationToken));
                break;
        }

        foreach (Watermark watermark in watermarks ?? [])
        {
            await CheckAsync(run, LedgerPartition.Of(scope.Partner, watermark.Wallet), watermark, cancellationToken);
        }

        return new VerifyReport { Findings = run.Findings.Findings, FindingCount = run.Findings.Count, Unsettled = run.Findings.Unsettled, Counts = run.Meter.Counts };
    }

    private async Task VerifyAsync(ProofRun run, ProofScope.Whole whole, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(whole.PartitionCount, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(whole.PartitionCount, Identifiers.WalletId.MaxPartitions);
        var transit = new TransitProof(run, whole.Owner, whole.PartitionCount, unfinished);
        await transit.BeginAsync(cancellationToken);
        for (int number = 0; number < whole.PartitionCount; number++)
        {
            await VerifyAsync(run, new LedgerPartition(whole.Owner, number), transit, cancellationToken);
        }

        await transit.EndAsync(cancellationToken);
    }

    private async Task VerifyAsync(ProofRun run, LedgerPartition partition, TransitProof? transit, CancellationToken cancellationToken)
    {
        await new PartitionPass(run, partition, heads, transit).RunAsync(
            range =>
            {
                WalletConclusion.Compare(run, range);
                return Task.CompletedTask;
            },
            cancellationToken);
        await new CustomerPass(run, partition).RunAsync(
            (customer, expected) =>
            {
                Tell(run, partition, customer, expected);
                return Task.CompletedTask;
            },
            cancellationToken);
    }

    private static void Tell(ProofRun run, LedgerPartition partition, CustomerProof customer, CustomerRow? expected)
    {
        if (customer.Stored is null)
        {
            run.Findings.Add(FindingKind.CustomerMissing, partition, customer.RowKey, $"there is no customer row, but {customer.Wallets.Count} wallets have moved under customer limits");
        }
        else
        {
            string why = customer.Stored.Row is not CustomerRow actual ? (customer.Stored.Row as UnreadableRow)?.Fault ?? "the row is of another kind"
                : expected is null ? "its wallets sum up to what no row can hold"
                : WalletDifference.Find(actual, expected)!;
            run.Findings.Add(FindingKind.CustomerChanged, partition, customer.RowKey, why);
        }
    }

    private static async Task CheckAsync(ProofRun run, LedgerPartition partition, Watermark watermark, CancellationToken cancellationToken)
    {
        string rowKey = RowKeys.Entry(watermark.Wallet, watermark.Sequence);
        EntryRow? entry = await run.Reads.FindAsync<EntryRow>(partition, rowKey, cancellationToken);
        string? why = entry is null ? "is not there"
            : entry.MirrorHash != watermark.MirrorHash ? $"has another mirror hash, {entry.MirrorHash}"
            : entry.BalanceAfterMinor != watermark.Balance.Minor || entry.Currency != watermark.Balance.Currency ? $"has another balance, {new Monetary.Money(entry.BalanceAfterMinor, entry.Currency)}"
            : null;
        if (why is not null)
        {
            run.Findings.Add(FindingKind.TailCut, partition, rowKey, $"entry {watermark.Sequence} of {watermark.Wallet}, which an answer named with mirror hash {watermark.MirrorHash}, {why}");
        }
    }
}
