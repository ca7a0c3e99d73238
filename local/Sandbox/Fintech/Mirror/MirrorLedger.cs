using WalletFunctions.Local.Sandbox.Fintech.Bank;

namespace WalletFunctions.Local.Sandbox.Fintech.Mirror;

/// <summary>
/// The fintech's own ledger: provisional bookings, then entries in double entry against one account of the bank for each currency. It knows
/// of the bank's ledger only what the API says, and adds up by itself.
/// </summary>
public sealed class MirrorLedger
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, MirrorWallet> _wallets = [];
    private readonly Dictionary<string, Provisional> _requests = [];
    private readonly Dictionary<string, string> _keyOfTransaction = [];
    private readonly Dictionary<string, long> _bankMinor = [];
    private readonly List<string> _faults = [];

    /// <summary>Every contradiction that was noticed while booking, in words; empty when there was none.</summary>
    public IReadOnlyList<string> Faults
    {
        get
        {
            lock (_gate)
            {
                return [.. _faults];
            }
        }
    }

    /// <summary>Every request, in no order.</summary>
    public IReadOnlyList<Provisional> Requests
    {
        get
        {
            lock (_gate)
            {
                return [.. _requests.Values];
            }
        }
    }

    /// <summary>The wallets, by id.</summary>
    public IReadOnlyList<MirrorWalletView> Wallets
    {
        get
        {
            lock (_gate)
            {
                return [.. _wallets.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new MirrorWalletView(
                    pair.Key, pair.Value.Currency, pair.Value.Sequence, pair.Value.BalanceMinor, pair.Value.Early, [.. pair.Value.Entries]))];
            }
        }
    }

    /// <summary>The sum of all accounts of a currency, the bank's included: always zero.</summary>
    public long TrialBalanceMinor(string currency)
    {
        lock (_gate)
        {
            return checked(_wallets.Values.Where(wallet => wallet.Currency == currency).Sum(wallet => wallet.BalanceMinor)
                + _bankMinor.GetValueOrDefault(currency));
        }
    }

    /// <summary>Notes a wallet, so that it is compared also while nothing was booked.</summary>
    public void Open(string walletId, string currency)
    {
        lock (_gate)
        {
            WalletOf(walletId, currency);
        }
    }

    /// <summary>Holds a request provisionally; false when the key is known.</summary>
    public bool Hold(string key, IReadOnlyList<MirrorLine> lines)
    {
        lock (_gate)
        {
            return _requests.TryAdd(key, new Provisional(key, lines, ProvisionalState.Held, null));
        }
    }

    /// <summary>The request of a key; null when there is none.</summary>
    public Provisional? Find(string key)
    {
        lock (_gate)
        {
            return _requests.GetValueOrDefault(key);
        }
    }

    /// <summary>The request that became a transaction of the bank; null when there is none.</summary>
    public Provisional? FindByTransaction(string transactionId)
    {
        lock (_gate)
        {
            return _keyOfTransaction.TryGetValue(transactionId, out var key) ? _requests[key] : null;
        }
    }

    /// <summary>Takes a request back: nothing is booked.</summary>
    public void Reverse(string key, string? transactionId) => End(key, ProvisionalState.Reversed, transactionId);

    /// <summary>Books what the bank posted, and holds it against what the request was to do.</summary>
    public void Commit(string key, TransactionDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        lock (_gate)
        {
            if (_requests.GetValueOrDefault(key) is { } request)
            {
                CheckAgainstRequest(request, document);
            }

            Book(document);
        }

        End(key, ProvisionalState.Committed, document.TransactionId);
    }

    /// <summary>Books what the bank posted for a request whose provisional booking was taken back before: both sides then have it.</summary>
    public void BookAnyway(TransactionDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        lock (_gate)
        {
            Book(document);
        }
    }

    private void Book(TransactionDocument document)
    {
        foreach (var entry in document.Entries)
        {
            foreach (var counted in WalletOf(entry.WalletId, entry.Currency).Book(entry, _faults))
            {
                // The other side of every line is the account that the fintech keeps with the bank.
                _bankMinor[counted.Currency] = checked(_bankMinor.GetValueOrDefault(counted.Currency) - counted.DeltaMinor);
            }
        }
    }

    private void CheckAgainstRequest(Provisional request, TransactionDocument document)
    {
        var wanted = Sums(request.Lines.Select(line => (line.WalletId, line.DeltaMinor)));
        var posted = Sums(document.Entries.Select(entry => (entry.WalletId, entry.DeltaMinor)));
        foreach (var wallet in wanted.Keys.Union(posted.Keys))
        {
            var (ours, theirs) = (wanted.GetValueOrDefault(wallet), posted.GetValueOrDefault(wallet));
            if (ours != theirs)
            {
                _faults.Add($"{wallet}: {document.TransactionId} was to move {ours}, the bank posted {theirs}");
            }
        }
    }

    private static Dictionary<string, long> Sums(IEnumerable<(string Wallet, long Delta)> lines) =>
        lines.GroupBy(line => line.Wallet).ToDictionary(group => group.Key, group => group.Sum(line => line.Delta));

    private void End(string key, ProvisionalState state, string? transactionId)
    {
        lock (_gate)
        {
            if (_requests.GetValueOrDefault(key) is not { } request)
            {
                return;
            }

            // What was ended once stays so: a second answer says nothing new.
            _requests[key] = request with
            {
                State = request.State == ProvisionalState.Held ? state : request.State,
                TransactionId = request.TransactionId ?? transactionId,
            };
            if (transactionId is not null)
            {
                _keyOfTransaction[transactionId] = key;
            }
        }
    }

    private MirrorWallet WalletOf(string walletId, string currency)
    {
        if (!_wallets.TryGetValue(walletId, out var wallet))
        {
            _wallets[walletId] = wallet = new MirrorWallet(walletId, currency);
        }

        return wallet;
    }
}

/// <summary>A wallet of the mirror at one moment.</summary>
/// <param name="WalletId">The wallet.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Sequence">Entries booked without a gap.</param>
/// <param name="BalanceMinor">Their sum, in minor units.</param>
/// <param name="Early">Entries that wait for one before them.</param>
/// <param name="Entries">The booked entries, first to last.</param>
public sealed record MirrorWalletView(
    string WalletId, string Currency, long Sequence, long BalanceMinor, int Early, IReadOnlyList<MirrorEntry> Entries);
