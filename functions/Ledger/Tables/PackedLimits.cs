using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Rows;

namespace WalletFunctions.Ledger.Tables;

/// <summary>
/// Limit windows in one property: <c>day|sums and counts of the day|… of the month</c>, each as <c>debits,their number,credits,their number</c>. What a posting or hold consumed, one to a
/// semicolon: <c>wallet|D or C|day|sum|number|c where the customer's windows too</c>.
/// </summary>
internal static class PackedLimits
{
    internal static string? Pack(LimitWindows windows) =>
        windows.Date == DateOnly.MinValue ? null : $"{RowText.Of(windows.Date)}|{Pack(windows.Day)}|{Pack(windows.Month)}";

    internal static LimitWindows UnpackWindows(string? text)
    {
        if (text is null)
        {
            return default;
        }

        string[] parts = text.Split('|');
        return parts.Length == 3 ? new LimitWindows(RowText.ToDate(parts[0]), UnpackUse(parts[1]), UnpackUse(parts[2])) : throw new FormatException($"'{text}' are no limit windows.");
    }

    internal static string Pack(IReadOnlyList<ConsumedWindow> windows) => string.Join(
        ';',
        windows.Select(window =>
            $"{window.Wallet.Value}|{(window.Direction == EntryDirection.Debit ? 'D' : 'C')}|{RowText.Of(window.Date)}|{RowText.Of(window.Minor)}|{RowText.Of(window.Count)}{(window.Customer ? "|c" : null)}"));

    internal static IReadOnlyList<ConsumedWindow> UnpackConsumed(string? text) => text is null ? [] : [.. text.Split(';').Select(UnpackWindow)];

    private static ConsumedWindow UnpackWindow(string text)
    {
        string[] parts = text.Split('|');
        return parts.Length is 5 or 6 && parts[1] is "D" or "C" && (parts.Length == 5 || parts[5] == "c")
            ? new ConsumedWindow(
                RowText.ToId<WalletId>(parts[0]),
                parts[1] == "D" ? EntryDirection.Debit : EntryDirection.Credit,
                RowText.ToDate(parts[2]),
                RowText.ToLong(parts[3]),
                RowText.ToInt(parts[4]),
                parts.Length == 6)
            : throw new FormatException($"'{text}' is no consumed limit.");
    }

    private static string Pack(LimitUse use) => $"{RowText.Of(use.DebitMinor)},{RowText.Of(use.DebitCount)},{RowText.Of(use.CreditMinor)},{RowText.Of(use.CreditCount)}";

    private static LimitUse UnpackUse(string text)
    {
        string[] parts = text.Split(',');
        return parts.Length == 4
            ? new LimitUse(RowText.ToLong(parts[0]), RowText.ToInt(parts[1]), RowText.ToLong(parts[2]), RowText.ToInt(parts[3]))
            : throw new FormatException($"'{text}' is no use of limits.");
    }
}
