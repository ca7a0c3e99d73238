using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using WalletFunctions.Local.Host.Storage;

namespace WalletFunctions.Local.Host.ServiceBus.Entities;

/// <summary>Remembers message ids for a while, in rows beside the messages. Used by one sender at a time.</summary>
internal sealed class DuplicateWindow(string partition, TimeSpan window)
{
    private const string KeyPrefix = "!id-";

    // Ids in memory above which those whose time is over are looked for.
    private const int PruneAbove = 10_000;

    private readonly Dictionary<string, DateTimeOffset> _seen = new(StringComparer.Ordinal);

    public static bool IsRow(TableEntity row) => row.RowKey.StartsWith(KeyPrefix, StringComparison.Ordinal);

    /// <summary>Takes up a row.</summary>
    /// <returns>Whether its time is not over.</returns>
    public bool Load(TableEntity row, DateTimeOffset now)
    {
        var until = row.GetDateTimeOffset("Until") ?? default;
        if (until > now)
        {
            _seen[row.RowKey] = until;
        }

        return until > now;
    }

    public bool Knows(string messageId, DateTimeOffset now) => _seen.TryGetValue(KeyOf(messageId), out var until) && until > now;

    /// <summary>The row that makes an id known; it replaces one whose time is over.</summary>
    public RowChange Remember(string messageId, DateTimeOffset now)
    {
        if (_seen.Count >= PruneAbove)
        {
            foreach (var over in _seen.Where(seen => seen.Value <= now).Select(seen => seen.Key).ToList())
            {
                _seen.Remove(over);
            }
        }

        var key = KeyOf(messageId);
        _seen[key] = now + window;
        return new RowChange.Put(new TableEntity(partition, key) { ["Until"] = now + window });
    }

    /// <summary>Forgets ids whose writes failed.</summary>
    public void Forget(IEnumerable<string> messageIds)
    {
        foreach (var id in messageIds)
        {
            _seen.Remove(KeyOf(id));
        }
    }

    private static string KeyOf(string messageId) => KeyPrefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(messageId)));
}
