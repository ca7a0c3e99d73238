using System.Globalization;
using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>The query part of a read: which rows, how many a page, which properties.</summary>
internal static class QueryOptions
{
    public static void Append(RequestUriBuilder uri, string? filter, int? pageSize, IEnumerable<string>? select)
    {
        if (pageSize is { } top)
        {
            uri.AppendQuery("$top", top.ToString(CultureInfo.InvariantCulture), escapeValue: true);
        }

        if (select is not null)
        {
            uri.AppendQuery("$select", string.Join(',', select), escapeValue: true);
        }

        if (filter is not null)
        {
            uri.AppendQuery("$filter", filter, escapeValue: true);
        }
    }
}
