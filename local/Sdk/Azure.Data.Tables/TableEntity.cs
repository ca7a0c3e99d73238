#nullable disable // The official package carries no nullability annotations, and both builds must compile alike.

namespace Azure.Data.Tables;

/// <summary>
/// A row as a dictionary of named values (official: <c>Azure.Data.Tables.TableEntity</c>). The keys, the timestamp and the ETag are
/// entries of that dictionary too. Values are string, bool, int, long, double, DateTimeOffset, Guid or bytes.
/// </summary>
public sealed partial class TableEntity : ITableEntity, IDictionary<string, object>
{
    internal const string PartitionKeyName = "PartitionKey";
    internal const string RowKeyName = "RowKey";
    internal const string TimestampName = "Timestamp";
    internal const string ETagName = "odata.etag";

    private readonly Dictionary<string, object> _properties;

    /// <summary>A row without keys.</summary>
    public TableEntity()
    {
        _properties = [];
    }

    /// <summary>A row with its keys.</summary>
    public TableEntity(string partitionKey, string rowKey)
        : this()
    {
        PartitionKey = partitionKey;
        RowKey = rowKey;
    }

    /// <summary>A row with a copy of <paramref name="values"/>.</summary>
    public TableEntity(IDictionary<string, object> values)
    {
        _properties = values is null ? [] : new Dictionary<string, object>(values);
    }

    internal TableEntity(int capacity)
    {
        _properties = new Dictionary<string, object>(capacity);
    }

    /// <inheritdoc/>
    public string PartitionKey
    {
        get => GetString(PartitionKeyName);
        set => _properties[PartitionKeyName] = value;
    }

    /// <inheritdoc/>
    public string RowKey
    {
        get => GetString(RowKeyName);
        set => _properties[RowKeyName] = value;
    }

    /// <inheritdoc/>
    public DateTimeOffset? Timestamp
    {
        get => GetDateTimeOffset(TimestampName);
        set => _properties[TimestampName] = value;
    }

    /// <inheritdoc/>
    public ETag ETag
    {
        get => new(GetString(ETagName));
        set => _properties[ETagName] = value.ToString();
    }

    /// <summary>The text called <paramref name="key"/>, or null if there is none; another type throws.</summary>
    public string GetString(string key) => Find(key) switch
    {
        null => null,
        string value => value,
        var other => throw WrongType(key, typeof(string), other),
    };

    /// <summary>The bytes called <paramref name="key"/>, or null if there are none; another type throws.</summary>
    public byte[] GetBinary(string key) => Find(key) switch
    {
        null => null,
        byte[] value => value,
        var other => throw WrongType(key, typeof(byte[]), other),
    };

    /// <summary>The bytes called <paramref name="key"/>, or null if there are none; another type throws.</summary>
    public BinaryData GetBinaryData(string key) => Find(key) switch
    {
        null => null,
        BinaryData value => value,
        byte[] value => new BinaryData(value),
        var other => throw WrongType(key, typeof(BinaryData), other),
    };

    /// <summary>The truth value called <paramref name="key"/>, or null if there is none; another type throws.</summary>
    public bool? GetBoolean(string key) => Find(key) switch
    {
        null => null,
        bool value => value,
        var other => throw WrongType(key, typeof(bool?), other),
    };

    /// <summary>The time called <paramref name="key"/>, or null if there is none; another type throws.</summary>
    public DateTimeOffset? GetDateTimeOffset(string key) => Find(key) switch
    {
        null => null,
        DateTimeOffset value => value,
        DateTime value => new DateTimeOffset(value),
        var other => throw WrongType(key, typeof(DateTimeOffset?), other),
    };

    /// <summary>The floating-point number called <paramref name="key"/>, or null if there is none; another type throws.</summary>
    public double? GetDouble(string key) => Find(key) switch
    {
        null => null,
        double value => value,
        var other => throw WrongType(key, typeof(double?), other),
    };

    /// <summary>The GUID called <paramref name="key"/>, or null if there is none; another type throws.</summary>
    public Guid? GetGuid(string key) => Find(key) switch
    {
        null => null,
        Guid value => value,
        var other => throw WrongType(key, typeof(Guid?), other),
    };

    /// <summary>The 32-bit number called <paramref name="key"/>, or null if there is none; another type throws, long included.</summary>
    public int? GetInt32(string key) => Find(key) switch
    {
        null => null,
        int value => value,
        var other => throw WrongType(key, typeof(int?), other),
    };

    /// <summary>The 64-bit number called <paramref name="key"/>, or null if there is none; another type throws, int included.</summary>
    public long? GetInt64(string key) => Find(key) switch
    {
        null => null,
        long value => value,
        var other => throw WrongType(key, typeof(long?), other),
    };

    private static InvalidOperationException WrongType(string key, Type wanted, object found) =>
        new($"Property '{key}' is a {found.GetType()} and cannot be read as {wanted}.");

    private object Find(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return _properties.GetValueOrDefault(key);
    }
}
