using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Ledger.Rows;

/// <summary>What the wallets of one customer and currency, under rules with customer limits, have together.</summary>
public sealed record CustomerRow : LedgerRow
{
    /// <summary>The digest of the customer's id.</summary>
    public required string CustomerKey { get; init; }

    /// <summary>The currency.</summary>
    public required Currency Currency { get; init; }

    /// <summary>The sum of the wallets' balances, in minor units.</summary>
    public long PostedMinor { get; init; }

    /// <summary>The sum of the wallets' inbound reservations, in minor units.</summary>
    public long InboundMinor { get; init; }

    /// <summary>The customer's limit windows.</summary>
    public LimitWindows Windows { get; init; }

    /// <inheritdoc/>
    public override string RowKey => RowKeys.Customer(CustomerKey, Currency);
}
