using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using WalletFunctions.Shared.Callbacks;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Callbacks.Storage;

/// <summary>
/// The keys of table <c>Callbacks</c>. Partition <c>{partner}~c{nn}</c>, nn = the callback's bucket; rows in it: <c>c~{id}</c> the callback,
/// <c>s~{state}~{created}~{id}</c> its place in the list of its state, <c>a~{id}~{number}</c> an attempt, <c>t~{digest}</c> the last callback
/// of a wallet and endpoint. All rows of one callback change in one transaction.
/// </summary>
internal static class CallbackKeys
{
    private const char AfterSeparator = '\u007f';

    public static string Partition(PartnerId partner, int bucket) => string.Create(CultureInfo.InvariantCulture, $"{partner.Value}~c{bucket:00}");

    public static string Partition(PartnerId partner, CallbackId id) => Partition(partner, id.Bucket);

    public static string Callback(CallbackId id) => "c~" + id.Value;

    public static string State(Callback callback) => $"{State(callback.State)}{Time(callback.CreatedAt)}~{callback.Id.Value}";

    public static string Attempt(CallbackId id, int number) => string.Create(CultureInfo.InvariantCulture, $"a~{id.Value}~{number:D10}");

    /// <summary>By digest: an endpoint's id is the partner's text.</summary>
    public static string Tail(string endpointId, WalletId wallet) =>
        "t~" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{wallet.Value}\n{endpointId}")))[..32];

    /// <summary>The rows of one state in one bucket: from the first bound (inclusive, or after the cursor) to the last (exclusive).</summary>
    public static (string From, string Before) StateRange(CallbackQuery query)
    {
        var prefix = State(query.State);
        var from = prefix + Time(query.From ?? DateTimeOffset.MinValue);
        if (query.Cursor is { } cursor)
        {
            var after = $"{prefix}{Time(cursor.CreatedAt)}~{cursor.Id.Value}~";
            from = string.CompareOrdinal(after, from) > 0 ? after : from;
        }

        return (from, query.Before is { } before ? prefix + Time(before) : prefix + AfterSeparator);
    }

    private static string State(CallbackState state) => $"s~{state.Name()}~";

    private static string Time(DateTimeOffset time) => time.UtcTicks.ToString("D19", CultureInfo.InvariantCulture);
}
