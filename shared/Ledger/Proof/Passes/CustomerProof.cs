using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Ledger.Storage;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Ledger.Proof.Passes;

/// <summary>
/// One customer row under proof, with the wallets that it sums up as they were at one moment: between two reads that found the customer row the same. Whatever moves a wallet under
/// customer limits replaces that row.
/// </summary>
internal sealed class CustomerProof(string rowKey)
{
    private List<WalletRow> _rows = [];

    internal string RowKey => rowKey;

    /// <summary>The customer's wallets.</summary>
    internal HashSet<WalletId> Wallets { get; } = [];

    /// <summary>The customer row at that moment; null: there was none.</summary>
    internal StoredRow? Stored { get; private set; }

    /// <summary>The windows, from what consumed the customer's limits.</summary>
    internal WindowTally Windows { get; set; } = new();

    /// <summary>It cannot be told whether a posting of these minutes is in the customer's windows.</summary>
    internal bool HasUnsettledWindows { get; set; }

    /// <summary>Reads the customer and its wallets at one moment. False: they would not stand still, or a wallet is gone.</summary>
    internal async Task<bool> ReadAsync(ProofRun run, LedgerPartition partition, CancellationToken cancellationToken)
    {
        List<string> rowKeys = [.. Wallets.Select(RowKeys.Wallet)];
        for (int round = 0; round < run.Options.Rounds; round++)
        {
            StoredRow? before = await run.Reads.FindAsync(partition, rowKey, cancellationToken);
            StoredRow?[] wallets = await run.Reads.FindManyAsync(partition, rowKeys, cancellationToken);
            Stored = await run.Reads.FindAsync(partition, rowKey, cancellationToken);
            if (Stored?.ETag == before?.ETag)
            {
                _rows = [.. wallets.Select(stored => stored?.Row).OfType<WalletRow>()];
                Windows = new WindowTally();
                HasUnsettledWindows = false;
                return _rows.Count == rowKeys.Count;
            }
        }

        return false;
    }

    /// <summary>How far each wallet had come at that moment.</summary>
    internal IEnumerable<WalletRow> Rows => _rows;

    /// <summary>The customer row that the wallets make; null: none can.</summary>
    internal CustomerRow? ToRow()
    {
        string[] parts = rowKey.Split('~');
        Int128 posted = 0, inbound = 0;
        foreach (WalletRow wallet in _rows.Where(wallet => wallet.CustomerLimited))
        {
            posted += wallet.PostedMinor;
            inbound += wallet.InboundMinor;
        }

        return posted >= long.MinValue && posted <= long.MaxValue && inbound <= long.MaxValue && Windows.ToWindows() is { } windows && Currency.TryParse(parts[2], out Currency currency)
            ? new CustomerRow { CustomerKey = parts[1], Currency = currency, PostedMinor = (long)posted, InboundMinor = (long)inbound, Windows = windows }
            : null;
    }

    /// <summary>Whether there must be a customer row.</summary>
    internal bool MustStand(ProofRun run) =>
        run.CustomersTouched.Contains(rowKey) || _rows.Any(wallet => wallet.CustomerLimited && (wallet.Sequence > 0 || wallet.HoldChanges > 0));
}
