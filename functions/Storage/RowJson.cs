using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Data.Tables;
using WalletFunctions.Json;

namespace WalletFunctions.Storage;

/// <summary>Values that are more than one property of a row.</summary>
internal static class RowJson
{
    /// <summary>Bytes of one property at most; the service allows 64 KiB.</summary>
    private const int MaxPieceBytes = 60 * 1024;

    /// <summary>Characters of one property at most: each counts two bytes there.</summary>
    private const int MaxPieceCharacters = MaxPieceBytes / 2;

    private static readonly JsonSerializerOptions Options = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Sets a value as JSON text, split over as many properties as it needs: <c>name</c>, <c>name1</c>, <c>name2</c> …</summary>
    internal static void SetJson<T>(this TableEntity row, string name, T value)
        where T : class
    {
        // The writer escapes whatever is not ASCII, so that no character is cut in two.
        var json = JsonSerializer.Serialize(value, Options);
        row[name] = json[..Math.Min(json.Length, MaxPieceCharacters)];
        for (var piece = 1; piece * MaxPieceCharacters < json.Length; piece++)
        {
            var start = piece * MaxPieceCharacters;
            row[PieceName(name, piece)] = json[start..Math.Min(json.Length, start + MaxPieceCharacters)];
        }
    }

    /// <summary>Reads a value that was set as JSON text; null if it was not.</summary>
    internal static T? GetJson<T>(this TableEntity row, string name)
        where T : class
    {
        if (row.GetString(name) is not { } json)
        {
            return null;
        }

        for (var piece = 1; row.GetString(PieceName(name, piece)) is { } next; piece++)
        {
            json += next;
        }

        return JsonSerializer.Deserialize<T>(json, Options);
    }

    /// <summary>Sets bytes, split over as many properties as they need: <c>name0</c>, <c>name1</c> …</summary>
    internal static void SetBytes(this TableEntity row, string name, ReadOnlyMemory<byte> bytes)
    {
        var piece = 0;
        do
        {
            var length = Math.Min(bytes.Length, MaxPieceBytes);
            row[PieceName(name, piece++)] = bytes[..length].ToArray();
            bytes = bytes[length..];
        }
        while (!bytes.IsEmpty);
    }

    /// <summary>Reads bytes; null if none were set.</summary>
    internal static ReadOnlyMemory<byte>? GetBytes(this TableEntity row, string name)
    {
        if (row.GetBinary(PieceName(name, 0)) is not { } first)
        {
            return null;
        }

        var whole = new List<byte>(first);
        for (var piece = 1; row.GetBinary(PieceName(name, piece)) is { } next; piece++)
        {
            whole.AddRange(next);
        }

        return whole.ToArray();
    }

    private static string PieceName(string name, int piece) => FormattableString.Invariant($"{name}{piece}");

    /// <summary>Reads an enum's name as it is on the wire. Throws InvalidOperationException, which names row and property, if it is none.</summary>
    internal static T GetName<T>(this TableEntity row, string property)
        where T : struct, Enum => WireName.TryParse<T>(row.GetString(property), out var value) ? value : throw row.Damaged(property);

    /// <summary>What is thrown for a row that lacks what was written into it.</summary>
    internal static InvalidOperationException Damaged(this TableEntity row, string property) =>
        new($"The row {row.PartitionKey}/{row.RowKey} has no readable {property}.");
}
