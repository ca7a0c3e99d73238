using System.Globalization;
using System.Text.Json;

namespace Azure.Data.Tables;

/// <summary>Reads rows from the service's JSON with minimal metadata: a type stands beside each value that JSON cannot tell apart.</summary>
internal sealed class EntityReader
{
    private const int InitialProperties = 16;
    private const string TypeSuffix = "@odata.type";

    // Rows of one answer mostly have the same names in the same order, so each name is made a string once.
    private readonly List<string> _names = [];

    public static TableEntity ReadOne(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return new EntityReader().ReadEntity(ref reader);
    }

    public static List<TableEntity> ReadMany(ReadOnlySpan<byte> json)
    {
        var entities = new List<TableEntity>();
        var reader = new Utf8JsonReader(json);
        var rows = new EntityReader();
        if (!FindArray(ref reader, "value"u8))
        {
            return entities;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            entities.Add(rows.ReadEntity(ref reader));
        }

        return entities;
    }

    /// <summary>Moves to the start of the top object's array of that name.</summary>
    public static bool FindArray(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals(name);
            reader.Read();
            if (found)
            {
                return reader.TokenType == JsonTokenType.StartArray;
            }

            reader.Skip();
        }

        return false;
    }

    private static object? ReadUntyped(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.Number when reader.TryGetInt32(out var number) => number,
        JsonTokenType.Number when reader.TryGetInt64(out var number) => number,
        JsonTokenType.Number => reader.GetDouble(),
        JsonTokenType.Null => null,
        _ => throw new JsonException($"A row has a {reader.TokenType} where a value belongs."),
    };

    private static object Convert(object? value, string type) => (type, value) switch
    {
        ("Edm.Int64", string text) => long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
        ("Edm.Int64", int number) => (long)number,
        ("Edm.Double", string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
        ("Edm.Double", int number) => (double)number,
        ("Edm.Double", long number) => (double)number,
        ("Edm.DateTime", string text) => ParseTime(text),
        ("Edm.Guid", string text) => Guid.Parse(text),
        ("Edm.Binary", string text) => System.Convert.FromBase64String(text),
        (_, not null) => value,
        _ => throw new JsonException($"A row has no value for its {type}."),
    };

    private static DateTimeOffset ParseTime(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

    private TableEntity ReadEntity(ref Utf8JsonReader reader)
    {
        var entity = new TableEntity(InitialProperties);
        var position = 0;
        string? typedName = null;
        var type = string.Empty;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = typedName is not null && reader.ValueTextEquals(typedName) ? typedName : Name(ref reader, position++);
            reader.Read();
            if (name.EndsWith(TypeSuffix, StringComparison.Ordinal))
            {
                typedName = Annotated(name, position++);
                type = reader.GetString() ?? string.Empty;

                // The annotation comes before its value everywhere we know; the other order is legal JSON too.
                if (entity.TryGetValue(typedName, out var early))
                {
                    entity.SetRead(typedName, Convert(early, type));
                }

                continue;
            }

            var value = ReadUntyped(ref reader);
            if (ReferenceEquals(name, typedName))
            {
                value = Convert(value, type);
            }
            else if (name == TableEntity.TimestampName && value is string text)
            {
                value = ParseTime(text);
            }

            if (name != "odata.metadata")
            {
                entity.SetRead(name, value!);
            }
        }

        return entity;
    }

    private string Name(ref Utf8JsonReader reader, int position)
    {
        if (position < _names.Count && reader.ValueTextEquals(_names[position]))
        {
            return _names[position];
        }

        return Remember(reader.GetString()!, position);
    }

    private string Annotated(string annotation, int position)
    {
        var name = annotation.AsSpan(0, annotation.Length - TypeSuffix.Length);
        if (position < _names.Count && name.SequenceEqual(_names[position]))
        {
            return _names[position];
        }

        return Remember(name.ToString(), position);
    }

    private string Remember(string name, int position)
    {
        if (position < _names.Count)
        {
            _names[position] = name;
        }
        else
        {
            _names.Add(name);
        }

        return name;
    }
}
