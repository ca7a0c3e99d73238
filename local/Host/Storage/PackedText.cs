using System.IO.Compression;
using System.Text;

namespace WalletFunctions.Local.Host.Storage;

/// <summary>Text made short: UTF-8, compressed, as base64, which needs no escapes on the wire.</summary>
public static class PackedText
{
    /// <summary>Packs a text.</summary>
    public static string Pack(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        using var packed = new MemoryStream();
        using (var compressed = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            compressed.Write(Encoding.UTF8.GetBytes(text));
        }

        return Convert.ToBase64String(packed.GetBuffer(), 0, (int)packed.Length);
    }

    /// <summary>Unpacks what was packed.</summary>
    /// <exception cref="FormatException">It is no packed text.</exception>
    public static string Unpack(string packed)
    {
        ArgumentNullException.ThrowIfNull(packed);
        try
        {
            using var text = new StreamReader(new DeflateStream(new MemoryStream(Convert.FromBase64String(packed)), CompressionMode.Decompress), Encoding.UTF8);
            return text.ReadToEnd();
        }
        catch (InvalidDataException exception)
        {
            throw new FormatException("The text is not packed.", exception);
        }
    }
}
