using System.IO.Compression;
using System.Text.Json;
using Azure.Data.Tables;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Ledger.Storage;

namespace WalletFunctions.Ledger.Tables;

/// <summary>The rows by which processes take turns. What is handed on is packed: each row as it stands in its own, in JSON, compressed, and split over properties.</summary>
internal static class TurnCodec
{
    private const int MaxPropertyBytes = 60 * 1024;
    private const int MaxProperties = 12;
    private const int MaxUnpackedBytes = 16 * 1024 * 1024;

    internal static void Write(TurnRow row, TableEntity entity)
    {
        entity.Set("number", row.Number);
        entity.Set("holder", row.Holder);
        entity.Set("known", row.KnownUpTo);
        entity.Set("processes", JsonSerializer.Serialize(row.Processes));
    }

    internal static TurnRow ReadTurn(TableEntity entity) => new()
    {
        Number = entity.Number("number"),
        Holder = entity.FindText("holder") ?? string.Empty,
        KnownUpTo = entity.Number("known"),
        Processes = JsonSerializer.Deserialize<TurnRow.LastTurn[]>(entity.FindText("processes") ?? "[]") ?? [],
    };

    internal static void Write(TurnChangesRow row, TableEntity entity)
    {
        entity.Set("number", row.Number);
        byte[] packed = row.Changes.Count == 0 ? [] : Pack(row.Changes);
        if (packed.Length > MaxPropertyBytes * MaxProperties)
        {
            // What does not fit is not handed on: others read it again.
            packed = Pack([new TurnChangesRow.Change(TurnChangesRow.AnyRow, Stored: null, row.Number)]);
        }

        int place = 0;
        foreach (byte[] part in packed.Chunk(MaxPropertyBytes))
        {
            entity[$"rows{place++}"] = part;
        }
    }

    internal static TurnChangesRow ReadChanges(TableEntity entity) => new() { Number = entity.Number("number"), Changes = Unpack(entity) };

    private static byte[] Pack(IReadOnlyList<TurnChangesRow.Change> changes)
    {
        using var bytes = new MemoryStream();
        using (var compressed = new DeflateStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        using (var json = new Utf8JsonWriter(compressed))
        {
            json.WriteStartArray();
            foreach (TurnChangesRow.Change change in changes)
            {
                Write(change, json);
            }

            json.WriteEndArray();
        }

        return bytes.ToArray();
    }

    private static void Write(TurnChangesRow.Change row, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("key", row.RowKey);
        json.WriteNumber("turn", row.Turn);
        if (row.Stored is { } stored)
        {
            json.WriteString("etag", stored.ETag);
            Write(stored.Row, json);
        }

        json.WriteEndObject();
    }

    private static void Write(LedgerRow row, Utf8JsonWriter json)
    {
        foreach ((string name, object? value) in RowCodec.Write(string.Empty, row).Where(property => property.Key is not ("PartitionKey" or "RowKey" or "Timestamp" or "odata.etag")))
        {
            // The first letter says the type, as JSON has but one number.
            switch (value)
            {
                case string text:
                    json.WriteString("s" + name, text);
                    break;
                case long number:
                    json.WriteNumber("l" + name, number);
                    break;
                case int number:
                    json.WriteNumber("i" + name, number);
                    break;
                case bool flag:
                    json.WriteBoolean("b" + name, flag);
                    break;
                default:
                    throw new ArgumentException($"A row with a {value?.GetType().Name} is not handed on.", nameof(row));
            }
        }
    }

    private static TurnChangesRow.Change[] Unpack(TableEntity entity)
    {
        byte[][] parts = [.. entity.Keys.Where(name => name.StartsWith("rows", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(name => entity.GetBinary(name))];
        if (parts.Length == 0)
        {
            return [];
        }

        using var json = JsonDocument.Parse(Inflate(parts.SelectMany(part => part).ToArray()));
        return [.. json.RootElement.EnumerateArray().Select(Read)];
    }

    private static ReadOnlyMemory<byte> Inflate(byte[] packed)
    {
        using var bytes = new MemoryStream();
        using var compressed = new DeflateStream(new MemoryStream(packed), CompressionMode.Decompress);
        byte[] part = new byte[MaxPropertyBytes];
        for (int length = compressed.Read(part); length > 0; length = compressed.Read(part))
        {
            // As many rows as are handed on at most take a tenth of it: what is more was not written here.
            if (bytes.Length + length > MaxUnpackedBytes)
            {
                throw new FormatException("What was handed on is more than ever is.");
            }

            bytes.Write(part, 0, length);
        }

        return bytes.ToArray();
    }

    private static TurnChangesRow.Change Read(JsonElement json)
    {
        string key = json.GetProperty("key").GetString()!;
        long turn = json.GetProperty("turn").GetInt64();
        if (!json.TryGetProperty("etag", out JsonElement etag))
        {
            return new TurnChangesRow.Change(key, Stored: null, turn);
        }

        var entity = new TableEntity(string.Empty, key);
        foreach (JsonProperty property in json.EnumerateObject().Where(property => property.Name is not ("key" or "etag" or "turn")))
        {
            entity[property.Name[1..]] = property.Name[0] switch
            {
                's' => property.Value.GetString()!,
                'l' => property.Value.GetInt64(),
                'i' => property.Value.GetInt32(),
                'b' => property.Value.GetBoolean(),
                _ => throw new FormatException($"'{property.Name}' has no type."),
            };
        }

        return new TurnChangesRow.Change(key, new StoredRow(RowCodec.Read(entity), etag.GetString()!), turn);
    }
}
