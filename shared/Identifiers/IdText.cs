using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace WalletFunctions.Shared.Identifiers;

/// <summary>What the texts of identifiers are made of.</summary>
internal static class IdText
{
    /// <summary>External ids and derived ids: the characters that are safe in every key, '~' being our own separator.</summary>
    internal static readonly SearchValues<char> External = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-");

    /// <summary>Opaque parts and names of ours.</summary>
    internal static readonly SearchValues<char> Lower = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789");

    /// <summary>Names of ours, in several words.</summary>
    internal static readonly SearchValues<char> LowerDashed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    private const string Base32 = "abcdefghijklmnopqrstuvwxyz234567";

    internal static bool Holds(ReadOnlySpan<char> text, int minLength, int maxLength, SearchValues<char> allowed) =>
        text.Length >= minLength && text.Length <= maxLength && !text.ContainsAnyExcept(allowed);

    /// <summary>A text of <paramref name="length"/> base-32 characters (5 bits each, at most 51) that depends on every part, and on where each part ends.</summary>
    internal static string Derive(int length, params ReadOnlySpan<string> parts)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts)), digest);
        Span<char> text = stackalloc char[length];
        int buffer = 0, bits = 0, next = 0;
        for (int i = 0; i < length; i++)
        {
            if (bits < 5)
            {
                buffer = ((buffer << 8) | digest[next++]) & 0xFFFF;
                bits += 8;
            }

            bits -= 5;
            text[i] = Base32[(buffer >> bits) & 31];
        }

        return new string(text);
    }
}
