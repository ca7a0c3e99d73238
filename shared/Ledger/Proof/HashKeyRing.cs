namespace WalletFunctions.Shared.Ledger.Proof;

/// <summary>The bank's hash keys: the one that is written with, and all that were.</summary>
public sealed class HashKeyRing
{
    private const int MinSecretBytes = 32;
    private const int MaxIdLength = 20;
    private readonly Dictionary<string, HashKey> _keys;

    /// <summary>A ring. Throws ArgumentException on a short secret, a bad or a doubled name.</summary>
    public HashKeyRing(HashKey current, params IReadOnlyList<HashKey> former)
    {
        ArgumentNullException.ThrowIfNull(current);
        ArgumentNullException.ThrowIfNull(former);
        Current = current;
        _keys = new Dictionary<string, HashKey>(StringComparer.Ordinal);
        foreach (HashKey key in former.Prepend(current))
        {
            if (key.Secret.Length < MinSecretBytes || key.Id.Length is 0 or > MaxIdLength || !_keys.TryAdd(key.Id, key))
            {
                throw new ArgumentException($"Hash key '{key.Id}': a secret has at least {MinSecretBytes} bytes, a name 1–{MaxIdLength} characters, and names differ.", nameof(former));
            }
        }
    }

    /// <summary>The key of new rows.</summary>
    public HashKey Current { get; }

    /// <summary>A key by its name; null if the bank does not have it (any more).</summary>
    public HashKey? Find(string id) => _keys.GetValueOrDefault(id);
}
