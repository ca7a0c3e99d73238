using System.Collections.Concurrent;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Ledger.Storage;

namespace WalletFunctions.Shared.Ledger.Proof.Passes;

/// <summary>
/// Holds the customer rows of a ledger partition against the wallets, holds and postings that they sum up. A difference counts only when no wallet of the customer has been opened
/// meanwhile: then it is looked at again.
/// </summary>
internal sealed class CustomerPass(ProofRun run, LedgerPartition partition)
{
    private readonly Dictionary<string, CustomerProof> _customers = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _rowKeys = new(StringComparer.Ordinal);
    private readonly Dictionary<WalletId, (CustomerProof Customer, WalletRow Row)> _wallets = [];
    private string _before = string.Empty;

    /// <summary>Runs it.</summary>
    /// <param name="differs">Told of each customer whose row is not what it must be, with the row that it must be.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal async Task RunAsync(Func<CustomerProof, CustomerRow?, Task> differs, CancellationToken cancellationToken)
    {
        string end = RowKeys.After(RowKeys.Customers);
        for (string from = RowKeys.Customers; from != end; from = _before)
        {
            run.Meter.Begin(partition, "customers");
            await ReadCustomersAsync(from, end, cancellationToken);
            await FindWalletsAsync(from, addsCustomers: true, cancellationToken);
            run.Meter.Customers += _customers.Count;
            for (int round = 0; _customers.Count > 0 && round < run.Options.Rounds; round++)
            {
                await SumAsync(cancellationToken);
                await JudgeAsync(from, differs, cancellationToken);
            }

            LeaveUnsettled([.. _customers.Values]);
        }
    }

    private async Task ReadCustomersAsync(string from, string end, CancellationToken cancellationToken)
    {
        _customers.Clear();
        _rowKeys.Clear();
        _before = end;
        await foreach (StoredRow stored in run.Reads.ScanAsync(partition, new RowRange(from, end), cancellationToken))
        {
            if (_customers.Count == run.Options.WalletsPerPass)
            {
                _before = stored.Row.RowKey;
                return;
            }

            Add(stored.Row.RowKey);
        }
    }

    /// <summary>Finds the wallets of the customers, and customers whose row is missing.</summary>
    private async Task FindWalletsAsync(string from, bool addsCustomers, CancellationToken cancellationToken)
    {
        await foreach (StoredRow stored in run.Reads.ScanAsync(partition, RowRange.OfPrefix(RowKeys.Wallets), cancellationToken))
        {
            if (stored.Row is not WalletRow { Customer: { } customer } wallet)
            {
                continue;
            }

            string rowKey = RowKeys.Customer(customer.ToKey(), wallet.Currency);
            if (string.CompareOrdinal(rowKey, from) < 0 || string.CompareOrdinal(rowKey, _before) >= 0)
            {
                continue;
            }

            if (!_customers.TryGetValue(rowKey, out CustomerProof? proof) && addsCustomers && (wallet.CustomerLimited || run.CustomersTouched.Contains(rowKey)))
            {
                proof = Add(rowKey);
            }

            proof?.Wallets.Add(wallet.Wallet);
            while (_customers.Count > 2 * run.Options.WalletsPerPass)
            {
                _before = _rowKeys.Max!;
                Remove(_before);
            }
        }
    }

    private async Task SumAsync(CancellationToken cancellationToken)
    {
        _wallets.Clear();
        var still = new ConcurrentBag<CustomerProof>();
        await Parallel.ForEachAsync(_customers.Values, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellationToken }, async (customer, token) =>
        {
            if (await customer.ReadAsync(run, partition, token))
            {
                still.Add(customer);
            }
        });
        LeaveUnsettled([.. _customers.Values.Except(still)]);
        foreach (CustomerProof customer in still)
        {
            foreach (WalletRow wallet in customer.Rows)
            {
                _wallets[wallet.Wallet] = (customer, wallet);
            }
        }

        await foreach (StoredRow stored in run.Reads.ScanAsync(partition, RowRange.OfPrefix(RowKeys.Holds), cancellationToken))
        {
            if (stored.Row is HoldRow hold && _wallets.TryGetValue(hold.Wallet, out (CustomerProof Customer, WalletRow Row) known))
            {
                Take(hold, known.Customer, new HoldTally(known.Row.HoldChanges));
            }
        }

        var trail = new PostingTrail(left: null);
        await foreach (StoredRow stored in run.Reads.ScanAsync(partition, RowRange.OfPrefix(RowKeys.Postings), cancellationToken))
        {
            if (stored.Row is PostingRow posting)
            {
                Take(posting, posting.Consumed, 1);
                Take(posting, trail.Take(posting)?.Consumed ?? [], -1);
            }
        }
    }

    private static void Take(HoldRow hold, CustomerProof customer, HoldTally bound)
    {
        foreach (ConsumedWindow window in hold.Consumed)
        {
            if (window.Customer && bound.WasPlaced(hold))
            {
                customer.Windows.Open(window.Date);
                if (!bound.HadEnded(hold))
                {
                    customer.Windows.Add(window, 1);
                }
            }
        }
    }

    private void Take(PostingRow posting, IReadOnlyList<ConsumedWindow> windows, int sign)
    {
        foreach (ConsumedWindow window in windows)
        {
            if (window.Customer && _wallets.TryGetValue(window.Wallet, out (CustomerProof Customer, WalletRow Row) known))
            {
                bool? belongs = PostingFacts.BelongsTo(posting, window.Wallet, known.Row.Sequence);
                known.Customer.HasUnsettledWindows |= belongs is null && posting.Time >= run.SettledBefore;
                if (belongs ?? true)
                {
                    known.Customer.Windows.Add(window, sign);
                }
            }
        }
    }

    private async Task JudgeAsync(string from, Func<CustomerProof, CustomerRow?, Task> differs, CancellationToken cancellationToken)
    {
        var different = new List<CustomerProof>();
        foreach (CustomerProof customer in _wallets.Values.Select(known => known.Customer).Concat(_customers.Values.Where(customer => customer.Wallets.Count == 0)).Distinct())
        {
            if (IsRight(customer))
            {
                Remove(customer.RowKey);
            }
            else
            {
                different.Add(customer);
            }
        }

        if (different.Count == 0)
        {
            return;
        }

        Dictionary<CustomerProof, int> known = different.ToDictionary(customer => customer, customer => customer.Wallets.Count);
        await FindWalletsAsync(from, addsCustomers: false, cancellationToken);
        foreach (CustomerProof customer in different)
        {
            if (customer.Wallets.Count == known[customer])
            {
                Remove(customer.RowKey);
                await differs(customer, customer.ToRow());
            }
        }
    }

    private bool IsRight(CustomerProof customer)
    {
        CustomerRow? expected = customer.ToRow();
        if (customer.Stored is null)
        {
            return !customer.MustStand(run);
        }

        if (expected is null || customer.Stored.Row is not CustomerRow actual)
        {
            return false;
        }

        if (customer.HasUnsettledWindows)
        {
            run.Findings.LeaveUnsettled(partition, customer.RowKey);
            expected = expected with { Windows = actual.Windows };
        }

        return WalletDifference.Find(actual, expected) is null;
    }

    /// <summary>They would not stand still.</summary>
    private void LeaveUnsettled(IReadOnlyList<CustomerProof> customers)
    {
        foreach (CustomerProof customer in customers)
        {
            Remove(customer.RowKey);
            run.Findings.LeaveUnsettled(partition, customer.RowKey);
        }
    }

    private CustomerProof Add(string rowKey)
    {
        var customer = new CustomerProof(rowKey);
        _customers.Add(rowKey, customer);
        _rowKeys.Add(rowKey);
        return customer;
    }

    private void Remove(string rowKey)
    {
        _customers.Remove(rowKey);
        _rowKeys.Remove(rowKey);
    }
}
