using System.Globalization;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Json;

/// <summary>The rules that fields of several requests share, each with its words for the sender.</summary>
internal static class FieldRules
{
    /// <summary>The largest amount, in minor units: 2^53 − 1, which every JSON reader keeps exactly.</summary>
    internal const long MaxAmountMinor = (1L << 53) - 1;

    /// <summary>Ids that a partner or the bank gives.</summary>
    internal const string ExternalIdRule = "must be 1 to 100 of A-Z a-z 0-9 . _ : -";

    /// <summary>Currencies.</summary>
    internal const string CurrencyRule = "must be a currency code of ISO 4217, in capitals";

    /// <summary>Countries.</summary>
    internal const string CountryRule = "must be a country code of ISO 3166-1, two capitals";

    /// <summary>Wallet ids.</summary>
    internal const string WalletIdRule = "must be a wallet id, as wal_…";

    /// <summary>Transaction ids.</summary>
    internal const string TransactionIdRule = "must be a transaction id, as txn_…";

    /// <summary>Dates.</summary>
    internal const string DateRule = "must be a date, as 1990-12-31";

    /// <summary>Moments.</summary>
    internal const string TimeRule = "must be a time of RFC 3339 with its offset, as 2026-01-31T12:00:00Z";

    /// <summary>Tiers.</summary>
    internal const string TierRule = "must be 1 to 20 of a-z 0-9 -";

    private static readonly string[] TimeFormats = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>Whether the text is an id that a partner or the bank may give.</summary>
    internal static bool IsExternalId(string text) => CustomerId.TryParse(text, out _);

    /// <summary>Reads a wallet id that a partner may name: never one of the bank's own wallets.</summary>
    internal static bool TryParseWalletId(string? text, out WalletId wallet) => WalletId.TryParse(text, out wallet) && !wallet.IsSystem;

    /// <summary>Reads a tier.</summary>
    internal static bool TryParseTier(string? text, out KycTier tier) => KycTier.TryParse(text, out tier);

    /// <summary>Reads a date.</summary>
    internal static bool TryParseDate(string? text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    /// <summary>Reads a moment: RFC 3339, in seconds or finer, with its offset.</summary>
    internal static bool TryParseTime(string? text, out DateTimeOffset time)
    {
        time = default;
        return text is not null
            && (text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > text.IndexOf('T', StringComparison.Ordinal))
            && DateTimeOffset.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out time);
    }

    /// <summary>Whether the text could be a country.</summary>
    internal static bool IsCountry(string text) => text.Length == 2 && text.All(char.IsAsciiLetterUpper);

    /// <summary>A rule for free text: at most so many characters, none of them a control character, not blank.</summary>
    internal static Predicate<string> FreeText(int maxCharacters) => text =>
        text.Length <= maxCharacters && !text.Any(char.IsControl) && !string.IsNullOrWhiteSpace(text);

    /// <summary>The words of <see cref="FreeText"/>.</summary>
    internal static string FreeTextRule(int maxCharacters) =>
        string.Create(CultureInfo.InvariantCulture, $"must be 1 to {maxCharacters} characters, without control characters");

    /// <summary>Reads <c>{"value": 1250, "currency": "USD"}</c>; null after a fault.</summary>
    internal static Money? Money(this JsonFields fields, string name) => ReadMoney(fields.Object(name));

    /// <summary>Reads an amount that may be left out; null then, and after a fault.</summary>
    internal static Money? OptionalMoney(this JsonFields fields, string name) => ReadMoney(fields.OptionalObject(name));

    private static Money? ReadMoney(JsonFields? fields)
    {
        if (fields is null)
        {
            return null;
        }

        var value = fields.Integer("value", 1, MaxAmountMinor);
        var currency = fields.Parsed<Currency>("currency", Currency.TryParse, CurrencyRule);
        fields.RefuseOthers();
        return value is { } minor && currency is { } known ? new Money(minor, known) : null;
    }
}
