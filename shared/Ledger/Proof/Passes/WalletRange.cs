using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Ledger.Storage;

namespace WalletFunctions.Shared.Ledger.Proof.Passes;

/// <summary>So many wallets of a ledger partition, next to each other in the order of their ids, as are kept in memory at a time; with their rows as they were read first of all.</summary>
internal sealed class WalletRange
{
    /// <summary>Greater than every id.</summary>
    private const string End = "~";

    private readonly Dictionary<WalletId, WalletProof> _wallets = [];
    private readonly HashSet<WalletId> _newcomers = [];

    private readonly WalletId? _only;

    private WalletRange(LedgerPartition partition, string from, WalletId? only)
    {
        Partition = partition;
        From = from;
        Before = End;
        _only = only;
    }

    internal LedgerPartition Partition { get; }

    internal string From { get; }

    /// <summary>Where the next range begins.</summary>
    internal string Before { get; private set; }

    /// <summary>There is no range after this.</summary>
    internal bool IsLast => Before == End;

    /// <summary>All wallets of the partition are in it.</summary>
    internal bool IsWhole => From.Length == 0 && IsLast && _only is null;

    internal IReadOnlyCollection<WalletProof> Wallets => _wallets.Values;

    /// <summary>The keys of one kind that belong to the wallets.</summary>
    internal RowRange KeysOf(string kind) => _only is { } only ? RowRange.OfPrefix(RowKeys.OfWallet(kind, only)) : new RowRange(kind + From, kind + Before);

    internal bool Covers(WalletId wallet) =>
        _only is { } only ? wallet == only : string.CompareOrdinal(wallet.Value, From) >= 0 && string.CompareOrdinal(wallet.Value, Before) < 0;

    internal WalletProof? Find(WalletId wallet) => _wallets.GetValueOrDefault(wallet);

    /// <summary>Reads the row of one wallet.</summary>
    internal static async Task<WalletRange> ReadAsync(ProofRun run, LedgerPartition partition, WalletId wallet, CancellationToken cancellationToken)
    {
        var range = new WalletRange(partition, wallet.Value, wallet);
        if (await run.Reads.FindAsync(partition, RowKeys.Wallet(wallet), cancellationToken) is { } stored)
        {
            range.Take(run, stored);
        }

        return range;
    }

    /// <summary>Reads the wallet rows from an id on, as many as the options allow.</summary>
    internal static async Task<WalletRange> ReadAsync(ProofRun run, LedgerPartition partition, string from, CancellationToken cancellationToken)
    {
        var range = new WalletRange(partition, from, only: null);
        string family = End;
        await foreach (StoredRow stored in run.Reads.ScanAsync(partition, range.KeysOf(RowKeys.Wallets), cancellationToken))
        {
            string id = stored.Row.RowKey[RowKeys.Wallets.Length..];

            // An id that begins with another is kept with it: their other rows are not in the order of the ids.
            if (!id.StartsWith(family, StringComparison.Ordinal))
            {
                if (range._wallets.Count >= run.Options.WalletsPerPass)
                {
                    range.Before = id;
                    break;
                }

                family = id;
            }

            range.Take(run, stored);
        }

        return range;
    }

    /// <summary>
    /// A wallet of which some row was met, and whose wallet row was not there at first. If it is now, the wallet is a newcomer and not proven this time (null); else the row is missing,
    /// nobody can write the wallet, and everything that is found of it belongs to the proof.
    /// </summary>
    internal async ValueTask<WalletProof?> FindOrMeetAsync(ProofRun run, WalletId wallet, string met, CancellationToken cancellationToken)
    {
        if (Find(wallet) is { } known || _newcomers.Contains(wallet))
        {
            return Find(wallet);
        }

        string rowKey = RowKeys.Wallet(wallet);
        if (await run.Reads.FindAsync(Partition, rowKey, cancellationToken) is not null)
        {
            _newcomers.Add(wallet);
            return null;
        }

        run.Findings.Add(FindingKind.WalletMissing, Partition, rowKey, $"there is no wallet {wallet}, but {met} speaks of it");
        var missing = new WalletProof(wallet, stored: null, run.IsRebuild, run.Keys);
        _wallets.Add(wallet, missing);
        return missing;
    }

    private void Take(ProofRun run, StoredRow stored)
    {
        run.Meter.Wallets++;
        string rowKey = stored.Row.RowKey;
        if (stored.Row is WalletRow row)
        {
            run.Meter.Expect(2 * row.Sequence);
        }
        else
        {
            run.Findings.Add(FindingKind.WalletChanged, Partition, rowKey, (stored.Row as UnreadableRow)?.Fault ?? "the row is of another kind");
        }

        if (WalletId.TryParse(rowKey[RowKeys.Wallets.Length..], out WalletId wallet))
        {
            _wallets.Add(wallet, new WalletProof(wallet, stored, run.IsRebuild, run.Keys));
        }
    }
}
