using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;

namespace WalletFunctions.Local.Host.ServiceBus.Entities;

/// <summary>Remembers message ids for a while, in rows beside the messages. Guarded by the sender's gate.</summary>
internal sealed class DuplicateWindow(string partition, TimeSpan window)
{
    private const string KeyPrefix = "!id-";

    private readonly Dictionary<string, DateTimeOffset> _seen = new(StringComparer.Ordinal);

    public static bool IsRow(TableEntity row) => row.RowKey.StartsWith(KeyPrefix, StringComparison.Ordinal);

    public void Load(TableEntity row) => _seen[row.RowKey] = row.GetDateTimeOffset("Until") ?? default;

    public bool Knows(string messageId, DateTimeOffset now) => _seen.TryGetValue(KeyOf(messageId), out var until) && until > now;

    /// <summary>The row that makes an id known; it replaces one whose time is over.</summary>
    public TableTransactionAction Remember(string messageId, DateTimeOffset now) => new(
        TableTransactionActionType.UpsertReplace, new TableEntity(partition, KeyOf(messageId)) { ["Until"] = now + window });

    public void Remembered(string messageId, DateTimeOffset now) => _seen[KeyOf(messageId)] = now + window;

    private static string KeyOf(string messageId) => KeyPrefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(messageId)));
}
