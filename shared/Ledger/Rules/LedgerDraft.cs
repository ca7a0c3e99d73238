using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Proof;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Ledger.Rules;

/// <summary>The rows of one decision while it is made: what is known, and what is to be written. Forgotten if the decision is a refusal.</summary>
internal sealed class LedgerDraft(IRowView view, RuleContext context)
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<RowChange> _changes = new(8);
    private List<string>? _missing;

    internal RuleContext Context => context;

    internal int Count => _changes.Count;

    /// <summary>A row was asked for that is not known: whatever is decided from here on does not count.</summary>
    internal bool IsIncomplete => _missing is not null;

    internal LedgerDecision.Incomplete ToIncomplete() => new(_missing!);

    /// <summary>What is to be written, sealed.</summary>
    internal IReadOnlyList<RowChange> ToChanges()
    {
        for (int i = 0; i < _changes.Count; i++)
        {
            LedgerRow row = _changes[i].Row;
            if (row is PostingRow or HoldRow)
            {
                _changes[i] = _changes[i] with { Row = RowSeals.Seal(row, context.Key) };
            }
        }

        return _changes;
    }

    internal LedgerRow? Find(string rowKey)
    {
        if (_places.TryGetValue(rowKey, out int place))
        {
            return _changes[place].Row;
        }

        if (view.TryFind(rowKey, out LedgerRow? row))
        {
            return row is UnreadableRow unreadable ? throw Unreadable(unreadable) : row;
        }

        _missing ??= [];
        if (!_missing.Contains(rowKey))
        {
            _missing.Add(rowKey);
        }

        return null;
    }

    internal WalletRow? FindWallet(WalletId wallet) => (WalletRow?)Find(RowKeys.Wallet(wallet));

    /// <summary>The customer row of a wallet under customer limits, empty where there is none yet; null where customer limits do not apply.</summary>
    internal CustomerRow? FindCustomer(WalletRow wallet) => wallet.CustomerRowKey is null ? null : GetCustomer(wallet);

    /// <summary>The customer row of a wallet that has a customer, empty where there is none yet.</summary>
    internal CustomerRow GetCustomer(WalletRow wallet)
    {
        string customerKey = wallet.Customer!.Value.ToKey();
        return (CustomerRow?)Find(RowKeys.Customer(customerKey, wallet.Currency)) ?? new CustomerRow { CustomerKey = customerKey, Currency = wallet.Currency };
    }

    /// <summary>The process's own stripe of a system wallet, opened where it does not exist yet.</summary>
    internal WalletRow? FindOrOpenStripe(LedgerPartition partition, WalletType type, Currency currency)
    {
        WalletId id = Stripes.Of(partition, type, currency, context.Slot);
        string rowKey = RowKeys.Wallet(id);
        if (Find(rowKey) is WalletRow known)
        {
            return known;
        }

        if (!_places.ContainsKey(rowKey) && !view.TryFind(rowKey, out _))
        {
            return null;
        }

        // A stripe has no control rows: its id says what it is.
        var wallet = new WalletRow { Wallet = id, Type = type, Currency = currency, ControlVersion = 0, ControlHash = string.Empty, OpenedAt = context.Now };
        Insert(wallet);
        return wallet;
    }

    /// <summary>A row that cannot be read is not a row that is not there: nothing is decided from it, and no refusal is remembered because of it.</summary>
    internal static InvalidDataException Unreadable(UnreadableRow row) => new($"Row {row.Key} cannot be read: {row.Fault}");

    internal void Insert(LedgerRow row) => Put(row, isNew: true);

    internal void Replace(LedgerRow row) => Put(row, isNew: false);

    /// <summary>Writes a customer row, which is made when it is first needed.</summary>
    internal void PutCustomer(CustomerRow row) => Put(row, isNew: view.TryFind(row.RowKey, out LedgerRow? known) && known is null);

    private void Put(LedgerRow row, bool isNew)
    {
        string rowKey = row.RowKey;
        if (_places.TryGetValue(rowKey, out int place))
        {
            _changes[place] = _changes[place] with { Row = row };
            return;
        }

        _places.Add(rowKey, _changes.Count);
        _changes.Add(new RowChange(row, isNew));
    }
}
