using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using WalletFunctions.Local.Host.Storage;

namespace WalletFunctions.Local.Host.ServiceBus.Entities;

/// <summary>Remembers message ids for a while, in rows beside the messages. Used by one sender at a time.</summary>
internal sealed class DuplicateWindow(string partition, TimeSpan window)
{
    private const string KeyPrefix = "!id-";

    private readonly Dictionary<string, DateTimeOffset> _seen = new(StringComparer.Ordinal);

    public static bool IsRow(TableEntity row) => row.RowKey.StartsWith(KeyPrefix, StringComparison.Ordinal);

    public void Load(TableEntity row) => _seen[row.RowKey] = row.GetDateTimeOffset("Until") ?? default;

    public bool Knows(string messageId, DateTimeOffset now) => _seen.TryGetValue(KeyOf(messageId), out var until) && until > now;

    /// <summary>The row that makes an id known; it replaces one whose time is over.</summary>
    public RowChange Remember(string messageId, DateTimeOffset now)
    {
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
