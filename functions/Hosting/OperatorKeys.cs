using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Hosting;

/// <summary>The operators' keys, as digests: <c>Operators:{name}:Key</c>.</summary>
public sealed class OperatorKeys
{
    /// <summary>Characters that a key has at least.</summary>
    internal const int MinKeyCharacters = 16;

    /// <summary>Characters that a key has at most.</summary>
    internal const int MaxKeyCharacters = 200;

    private const string Section = "Operators";
    private const string LocalKeyPrefix = "local-operator-";

    private readonly IReadOnlyList<(OperatorId Operator, byte[] Digest)> _digests;

    private OperatorKeys(IEnumerable<(OperatorId Operator, string Key)> keys) =>
        _digests = [.. keys.Select(pair => (pair.Operator, DigestOf(pair.Key)))];

    /// <summary>The operators of a developer's machine: <c>alice</c> and <c>bob</c>, with the keys <c>local-operator-alice</c> and <c>local-operator-bob</c>.</summary>
    public static OperatorKeys Local { get; } = new([.. new[] { "alice", "bob" }.Select(name => (OperatorId.Parse(name), LocalKeyPrefix + name))]);

    /// <summary>Who shows this key; null if nobody does. Takes the same time whoever it is.</summary>
    public OperatorId? Find(string? key)
    {
        if (string.IsNullOrEmpty(key) || key.Length > MaxKeyCharacters)
        {
            return null;
        }

        var digest = DigestOf(key);
        OperatorId? found = null;
        foreach (var (name, known) in _digests)
        {
            if (CryptographicOperations.FixedTimeEquals(digest, known))
            {
                found = name;
            }
        }

        return found;
    }

    internal static OperatorKeys Read(IConfiguration configuration, bool isLocal, List<string> faults)
    {
        var keys = new List<(OperatorId, string)>();
        foreach (var section in configuration.GetSection(Section).GetChildren())
        {
            var key = section["Key"];
            if (!OperatorId.TryParse(section.Key, out var name))
            {
                faults.Add($"{section.Path}: an operator's name must be 1 to 40 of a-z 0-9 -");
            }
            else if (key is not { Length: >= MinKeyCharacters and <= MaxKeyCharacters })
            {
                faults.Add($"{section.Path}:Key must have {MinKeyCharacters} to {MaxKeyCharacters} characters");
            }
            else if (keys.Exists(other => other.Item2 == key))
            {
                faults.Add($"{section.Path}:Key is another operator's");
            }
            else
            {
                keys.Add((name, key));
            }
        }

        return keys.Count == 0 && isLocal ? Local : new OperatorKeys(keys);
    }

    private static byte[] DigestOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
