using System.Globalization;
using WalletFunctions.Shared.Ledger.Rows;

namespace WalletFunctions.Shared.Ledger.Proof.Passes;

/// <summary>Compares rows that sum up others with what they must be.</summary>
internal static class WalletDifference
{
    /// <summary>The first property in which a wallet row is not what its entries, holds, postings and control rows make it; null: none.</summary>
    internal static string? Find(WalletRow actual, WalletRow expected) =>
        Differ("type", actual.Type, expected.Type)
        ?? Differ("currency", actual.Currency, expected.Currency)
        ?? Differ("customer", actual.Customer, expected.Customer)
        ?? Differ("tier", actual.Tier, expected.Tier)
        ?? Differ("limit profile", actual.LimitProfile, expected.LimitProfile)
        ?? Differ("customer limits", actual.CustomerLimited, expected.CustomerLimited)
        ?? Differ("partner status", actual.PartnerStatus, expected.PartnerStatus)
        ?? Differ("bank status", actual.BankStatus, expected.BankStatus)
        ?? Differ("status version", actual.StatusVersion, expected.StatusVersion)
        ?? Differ("control version", actual.ControlVersion, expected.ControlVersion)
        ?? Differ("control hash", actual.ControlHash, expected.ControlHash)
        ?? Differ("opening", actual.OpenedAt, expected.OpenedAt)
        ?? Differ("sequence", actual.Sequence, expected.Sequence)
        ?? Differ("posted", actual.PostedMinor, expected.PostedMinor)
        ?? Differ("last entry's time", actual.LastEntryAt, expected.LastEntryAt)
        ?? Differ("hash", actual.Hash, expected.Hash)
        ?? Differ("mirror hash", actual.MirrorHash, expected.MirrorHash)
        ?? Differ("changes of holds", actual.HoldChanges, expected.HoldChanges)
        ?? Differ("held", actual.HeldMinor, expected.HeldMinor)
        ?? Differ("inbound", actual.InboundMinor, expected.InboundMinor)
        ?? Find(actual.Windows, expected.Windows);

    /// <summary>The first property in which a customer row is not what its wallets make it; null: none.</summary>
    internal static string? Find(CustomerRow actual, CustomerRow expected) =>
        Differ("posted", actual.PostedMinor, expected.PostedMinor) ?? Differ("inbound", actual.InboundMinor, expected.InboundMinor) ?? Find(actual.Windows, expected.Windows);

    private static string? Find(LimitWindows actual, LimitWindows expected) =>
        Differ("day of the limit windows", actual.Date, expected.Date) ?? Differ("limit windows of the day", actual.Day, expected.Day) ?? Differ("limit windows of the month", actual.Month, expected.Month);

    private static string? Differ<T>(string name, T actual, T expected) => EqualityComparer<T>.Default.Equals(actual, expected)
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"its {name} is {Show(actual)}, its rows say {Show(expected)}");

    private static string Show<T>(T value) => value switch
    {
        null or "" => "nothing",
        DateTimeOffset time => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        DateOnly date when date == DateOnly.MinValue => "none",
        DateOnly date => date.ToString("O", CultureInfo.InvariantCulture),
        LimitUse use => string.Create(CultureInfo.InvariantCulture, $"debits {use.DebitMinor} in {use.DebitCount}, credits {use.CreditMinor} in {use.CreditCount}"),
        _ => value.ToString()!,
    };
}
