using WalletFunctions.Shared.Ledger.Proof.Passes;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Ledger.Storage;

namespace WalletFunctions.Shared.Ledger.Proof.Rebuilding;

/// <summary>Puts rows that sum up others in the place of wrong or missing ones, if those are still as they were when the summing began.</summary>
internal sealed class RowReplacement(ProofReads reads)
{
    /// <summary>Wallet rows that were written.</summary>
    internal long Wallets { get; private set; }

    /// <summary>Customer rows that were written.</summary>
    internal long Customers { get; private set; }

    /// <summary>Replaces the wallet rows of a range that are not right. Gives the keys of those that changed meanwhile.</summary>
    internal async Task<IReadOnlyList<string>> ReplaceAsync(ProofRun run, WalletRange range, CancellationToken cancellationToken)
    {
        List<string> contended = await FindContendedAsync(run, range, cancellationToken);
        var writes = new List<RowWrite>(LedgerBounds.MaxRows);
        foreach (WalletProof wallet in range.Wallets)
        {
            if (FindSum(wallet) is { } expected && (wallet.Row is not { } actual || WalletDifference.Find(actual, expected) is not null))
            {
                writes.Add(new RowWrite(expected, wallet.ETag));
            }

            if (writes.Count == LedgerBounds.MaxRows)
            {
                await WriteAsync(range.Partition, writes, contended, cancellationToken);
            }
        }

        await WriteAsync(range.Partition, writes, contended, cancellationToken);
        return contended;
    }

    /// <summary>Finds wallets whose own rows do not add up: either they changed meanwhile (then their keys are given), or there is damage that no row alone shows.</summary>
    internal async Task<List<string>> FindContendedAsync(ProofRun run, WalletRange range, CancellationToken cancellationToken)
    {
        List<WalletProof> unsound = [.. range.Wallets.Where(wallet => !wallet.IsDamaged && FindSum(wallet) is null)];
        StoredRow?[] now = await reads.FindManyAsync(range.Partition, [.. unsound.Select(wallet => RowKeys.Wallet(wallet.Wallet))], cancellationToken);
        var contended = new List<string>();
        for (int i = 0; i < now.Length; i++)
        {
            WalletProof wallet = unsound[i];
            if (now[i]?.ETag != wallet.ETag)
            {
                contended.Add(RowKeys.Wallet(wallet.Wallet));
                continue;
            }

            run.Findings.Add(
                FindingKind.HoldMissing,
                range.Partition,
                RowKeys.OfWallet(RowKeys.Holds, wallet.Wallet),
                $"the holds of {wallet.Wallet} and what consumed its limits do not add up: of {wallet.Holds.Bound} changes of holds {wallet.Holds.Explained} are explained");
        }

        return contended;
    }

    /// <summary>Replaces a customer row. False: it changed meanwhile, or nothing that it sums up makes it.</summary>
    internal async Task<bool> ReplaceAsync(LedgerPartition partition, CustomerProof customer, CustomerRow? expected, CancellationToken cancellationToken)
    {
        if (expected is null || !await TryWriteAsync(partition, [new RowWrite(expected, customer.Stored?.ETag)], cancellationToken))
        {
            return false;
        }

        Customers++;
        return true;
    }

    private static WalletRow? FindSum(WalletProof wallet) => wallet.Holds.IsDense && !wallet.IsDamaged ? wallet.ToRow() : null;

    private async Task WriteAsync(LedgerPartition partition, List<RowWrite> writes, List<string> contended, CancellationToken cancellationToken)
    {
        if (writes.Count > 0 && !await TryWriteAsync(partition, writes, cancellationToken))
        {
            // One of them is in the way of all: each by itself.
            foreach (RowWrite write in writes)
            {
                if (await TryWriteAsync(partition, [write], cancellationToken))
                {
                    Wallets++;
                }
                else
                {
                    contended.Add(write.Row.RowKey);
                }
            }
        }
        else
        {
            Wallets += writes.Count;
        }

        writes.Clear();
    }

    /// <summary>False: they were not written, or it is not known; the next round will see.</summary>
    private async Task<bool> TryWriteAsync(LedgerPartition partition, IReadOnlyList<RowWrite> writes, CancellationToken cancellationToken)
    {
        try
        {
            return await reads.Store.WriteAsync(partition, writes, cancellationToken) is WriteResult.Written;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }
}
