using WalletFunctions.Http;
using WalletFunctions.Json;
using WalletFunctions.Shared.Callbacks;

namespace WalletFunctions.Callbacks.Routes;

/// <summary>The parameters that routes of callbacks share.</summary>
internal static class CallbackFields
{
    /// <summary>Callbacks on a page where nothing is said.</summary>
    internal const int StandardPageSize = 50;

    /// <summary>The words of <see cref="ReadId"/>.</summary>
    internal const string IdRule = "must be a callback id, as cbk_…";

    /// <summary>The words of <see cref="IsCursor"/>.</summary>
    internal const string CursorRule = "must be the nextCursor of another page";

    /// <summary>The words of <see cref="IsState"/>.</summary>
    internal static readonly string StateRule =
        $"must be one of {string.Join(", ", Enum.GetValues<CallbackState>().Select(state => state.Name()).Order(StringComparer.Ordinal))}";

    /// <summary>A callback's id in a path.</summary>
    internal static CallbackId ReadId(string text, JsonFaults faults)
    {
        if (!CallbackId.TryParse(text, out var id))
        {
            faults.Add("callbackId", IdRule);
        }

        return id;
    }

    /// <summary>Whether the text is the name of a state.</summary>
    internal static bool IsState(string text) => CallbackStates.Find(text) is not null;

    /// <summary>Whether the text is a place in a list.</summary>
    internal static bool IsCursor(string text) => CallbackCursor.Find(text) is not null;

    /// <summary>Which callbacks a query string asks for.</summary>
    internal static CallbackQuery ReadQuery(QueryFields query)
    {
        var state = query.Text("state", IsState, StateRule);
        var from = ReadTime(query, "from");
        var before = ReadTime(query, "before");
        var limit = query.Integer("limit", 1, CallbackQuery.MaximumLimit, StandardPageSize);
        var cursor = query.OptionalText("cursor", IsCursor, CursorRule);
        return new CallbackQuery(CallbackStates.Find(state) ?? default, from, before, limit, CallbackCursor.Find(cursor));
    }

    private static DateTimeOffset? ReadTime(QueryFields query, string name) =>
        FieldRules.TryParseTime(query.OptionalText(name, text => FieldRules.TryParseTime(text, out _), FieldRules.TimeRule), out var time) ? time : null;
}
