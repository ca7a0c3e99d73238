#nullable disable // The official package carries no nullability annotations, and both builds must compile alike.

using System.Collections;

namespace Azure.Data.Tables;

public sealed partial class TableEntity
{
    /// <summary>How many values the row has, its keys, timestamp and ETag included once they are set.</summary>
    public int Count => _properties.Count;

    /// <summary>The names of the row's values.</summary>
    public ICollection<string> Keys => _properties.Keys;

    ICollection<object> IDictionary<string, object>.Values => _properties.Values;

    bool ICollection<KeyValuePair<string, object>>.IsReadOnly => false;

    /// <summary>
    /// The value called <paramref name="key"/>, or null if there is none. As in the official package, an int assigned where a
    /// long or a double stands becomes one, and a time assigned where a text stands becomes text.
    /// </summary>
    public object this[string key]
    {
        get => Find(key);
        set => Set(key, value);
    }

    /// <summary>Sets a value; one that exists is replaced.</summary>
    public void Add(string key, object value) => Set(key, value);

    /// <summary>Removes every value, the keys included.</summary>
    public void Clear() => _properties.Clear();

    /// <summary>Whether there is a value of that name.</summary>
    public bool ContainsKey(string key) => _properties.ContainsKey(key);

    /// <summary>Removes a value; false if there was none.</summary>
    public bool Remove(string key) => _properties.Remove(key);

    /// <summary>Reads a value; false if there is none.</summary>
    public bool TryGetValue(string key, out object value) => _properties.TryGetValue(key, out value);

    void ICollection<KeyValuePair<string, object>>.Add(KeyValuePair<string, object> item) => Set(item.Key, item.Value);

    bool ICollection<KeyValuePair<string, object>>.Contains(KeyValuePair<string, object> item) =>
        ((ICollection<KeyValuePair<string, object>>)_properties).Contains(item);

    void ICollection<KeyValuePair<string, object>>.CopyTo(KeyValuePair<string, object>[] array, int arrayIndex) =>
        ((ICollection<KeyValuePair<string, object>>)_properties).CopyTo(array, arrayIndex);

    bool ICollection<KeyValuePair<string, object>>.Remove(KeyValuePair<string, object> item) =>
        ((ICollection<KeyValuePair<string, object>>)_properties).Remove(item);

    IEnumerator<KeyValuePair<string, object>> IEnumerable<KeyValuePair<string, object>>.GetEnumerator() => _properties.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _properties.GetEnumerator();

    internal Dictionary<string, object>.Enumerator Properties() => _properties.GetEnumerator();

    /// <summary>Stores what came from the service as it came.</summary>
    internal void SetRead(string key, object value) => _properties[key] = value;

    private void Set(string key, object value)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        _properties[key] = (_properties.GetValueOrDefault(key), value) switch
        {
            (double, int number) => (double)number,
            (long, int number) => (long)number,
            (string, DateTime or DateTimeOffset) => value.ToString(),
            _ => value,
        };
    }
}
