using WalletFunctions.Shared.Ledger.Proof.Heads;
using WalletFunctions.Shared.Ledger.Proof.Passes;
using WalletFunctions.Shared.Ledger.Storage;

namespace WalletFunctions.Shared.Ledger.Proof.Rebuilding;

/// <summary>
/// Recreates wallet rows from entries, holds, postings and control rows, and customer rows from wallets, holds and postings: equal to the originals in every property but Timestamp and ETag.
/// A row that is right is not written. Refuses, and writes nothing, if what is summed up is damaged itself. Safe while others write: a row is replaced only if it is still the one that was
/// read before the summing began, and every change of what is summed up replaces that row.
/// </summary>
/// <param name="store">Where the rows are.</param>
/// <param name="heads">The signed daily heads.</param>
/// <param name="keys">The bank's hash keys, former ones included.</param>
/// <param name="clock">The time.</param>
/// <param name="options">How much at a time; null: as usual.</param>
public sealed class LedgerRebuilder(ILedgerStore store, IDailyHeadStore heads, HashKeyRing keys, TimeProvider clock, ProofOptions? options = null)
{
    private readonly ProofOptions _options = options ?? new ProofOptions();

    /// <summary>Rebuilds. Throws <see cref="LedgerUnavailableException"/> if the storage does not answer for long; then it can be run again.</summary>
    /// <param name="scope">How much of the ledger; of one wallet, the wallet row alone.</param>
    /// <param name="progress">Is told how far it has come; null: nobody waits.</param>
    /// <param name="cancellationToken">Gives up; what was written until then is right.</param>
    public async Task<RebuildReport> RebuildAsync(ProofScope scope, IProgress<ProofProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var meter = new ProofMeter(progress);
        ProofRun run = NewRun(meter);
        var rows = new RowReplacement(run.Reads);
        foreach (LedgerPartition partition in PartitionsOf(scope))
        {
            await SumAsync(run, scope, partition, range => rows.FindContendedAsync(run, range, cancellationToken), cancellationToken);
        }

        ProofCounts counts = meter.Counts;
        if (run.Findings.Count == 0)
        {
            foreach (LedgerPartition partition in PartitionsOf(scope))
            {
                await RebuildAsync(run, scope, partition, rows, cancellationToken);
            }
        }

        return new RebuildReport { Damage = run.Findings.Findings, Wallets = rows.Wallets, Customers = rows.Customers, Contended = run.Findings.Unsettled, Counts = counts };
    }

    private async Task RebuildAsync(ProofRun run, ProofScope scope, LedgerPartition partition, RowReplacement rows, CancellationToken cancellationToken)
    {
        HashSet<string> contended = [];
        for (int round = 0; round == 0 || (contended.Count > 0 && round < _options.Rounds); round++)
        {
            contended = [];
            await SumAsync(run, scope, partition, async range => contended.UnionWith(await rows.ReplaceAsync(run, range, cancellationToken)), cancellationToken);
            if (run.Findings.Count > 0)
            {
                return;
            }

            if (contended.Count == 0 && scope is not ProofScope.OneWallet)
            {
                // Only now are the wallets right that customers are summed up from.
                await new CustomerPass(run, partition).RunAsync(
                    async (customer, expected) =>
                    {
                        if (!await rows.ReplaceAsync(partition, customer, expected, cancellationToken))
                        {
                            contended.Add(customer.RowKey);
                        }
                    },
                    cancellationToken);
            }
        }

        foreach (string rowKey in contended)
        {
            run.Findings.LeaveUnsettled(partition, rowKey);
        }
    }

    private async Task SumAsync(ProofRun run, ProofScope scope, LedgerPartition partition, Func<WalletRange, Task> conclude, CancellationToken cancellationToken)
    {
        if (scope is ProofScope.OneWallet one)
        {
            WalletRange range = await new WalletPass(run, partition, one.Wallet, heads).RunAsync(cancellationToken);
            await conclude(range);
            return;
        }

        await new PartitionPass(run, partition, heads, transit: null).RunAsync(
            async range =>
            {
                foreach (WalletProof wallet in range.Wallets)
                {
                    WalletConclusion.NoteCustomer(run, wallet);
                }

                await conclude(range);
            },
            cancellationToken);
    }

    private static IEnumerable<LedgerPartition> PartitionsOf(ProofScope scope) => scope switch
    {
        ProofScope.Whole whole => Enumerable.Range(0, whole.PartitionCount).Select(number => new LedgerPartition(whole.Owner, number)),
        ProofScope.OnePartition one => [one.Partition],
        ProofScope.OneWallet one => [LedgerPartition.Of(one.Owner, one.Wallet)],
        _ => throw new ArgumentOutOfRangeException(nameof(scope)),
    };

    private ProofRun NewRun(ProofMeter meter) => new(
        new ProofReads(store, clock, _options), keys, _options, new FindingList(_options.MaxFindings, onlyDamage: true), meter, clock.GetUtcNow(), IsRebuild: true);
}
