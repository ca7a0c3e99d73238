using WalletFunctions.Shared.Ledger.Rows;

namespace WalletFunctions.Shared.Ledger.Storage;

/// <summary>Keys from one, up to but without another.</summary>
/// <param name="From">The first key.</param>
/// <param name="Before">The first key beyond.</param>
public readonly record struct RowRange(string From, string Before)
{
    /// <summary>All keys that begin with a prefix.</summary>
    public static RowRange OfPrefix(string prefix) => new(prefix, RowKeys.After(prefix));
}
