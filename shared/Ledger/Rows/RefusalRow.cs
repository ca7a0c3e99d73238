using WalletFunctions.Shared.Ledger.Refusals;

namespace WalletFunctions.Shared.Ledger.Rows;

/// <summary>A remembered refusal, under the key of the posting or hold that it keeps from ever landing. Never changed.</summary>
/// <param name="Key">The key of the posting or hold.</param>
/// <param name="Refusal">Why.</param>
/// <param name="Fingerprint">A digest of what was asked for; empty: nothing was, it was given up.</param>
/// <param name="Time">When, in whole milliseconds UTC.</param>
public sealed record RefusalRow(string Key, LedgerRefusal Refusal, string Fingerprint, DateTimeOffset Time) : LedgerRow
{
    /// <inheritdoc/>
    public override string RowKey => Key;
}
