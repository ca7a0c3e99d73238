using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using WalletFunctions.Shared.Ledger.Rows;

namespace WalletFunctions.Shared.Ledger.Proof;

/// <summary>
/// The two hash chains of a wallet's entries, both in base64url without padding. The recipe is part of the product: partners recompute <c>mirrorHash</c> over the fields that are
/// published, one to a line.
/// </summary>
public static class EntryHashes
{
    /// <summary>The published fields of an entry as text, one to a line, from the recipe's version to the time, with a line feed after each.</summary>
    public static string Canonical(EntryRow entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"entry.v1\n{entry.Wallet}\n{entry.Sequence}\n{entry.Transaction}\n{entry.Posting}\n{(entry.Direction == EntryDirection.Debit ? "debit" : "credit")}\n{entry.AmountMinor}\n{entry.Currency}\n{entry.BalanceAfterMinor}\n{entry.Counterparty}\n{entry.BookingDate:yyyy-MM-dd}\n{entry.Time.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fff}Z\n");
    }

    /// <summary><c>mirrorHash</c> = SHA-256(canonical entry ‖ previous mirror hash as text).</summary>
    /// <param name="canonical">The canonical entry.</param>
    /// <param name="previousMirrorHash">The mirror hash of the wallet's entry before; empty for the first.</param>
    public static string Mirror(string canonical, string previousMirrorHash)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(canonical + previousMirrorHash), digest);
        return Base64Url.EncodeToString(digest);
    }

    /// <summary><c>hash</c> = HMAC-SHA-256(key, canonical row ‖ key id ‖ line feed ‖ mirror hash ‖ line feed ‖ previous hash as text).</summary>
    /// <param name="key">The bank's key.</param>
    /// <param name="canonical">The canonical row.</param>
    /// <param name="mirrorHash">Its mirror hash; empty where it has none.</param>
    /// <param name="previousHash">The hash of the row before; empty for the first.</param>
    public static string Keyed(HashKey key, string canonical, string mirrorHash, string previousHash)
    {
        ArgumentNullException.ThrowIfNull(key);
        Span<byte> digest = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key.Secret.Span, Encoding.UTF8.GetBytes($"{canonical}{key.Id}\n{mirrorHash}\n{previousHash}"), digest);
        return Base64Url.EncodeToString(digest);
    }

    /// <summary>The entry with both hashes set, as the next of a chain.</summary>
    public static EntryRow Seal(EntryRow entry, string previousHash, string previousMirrorHash, HashKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        string canonical = Canonical(entry);
        string mirror = Mirror(canonical, previousMirrorHash);
        return entry with { MirrorHash = mirror, Hash = Keyed(key, canonical, mirror, previousHash), HashKeyId = key.Id };
    }
}
