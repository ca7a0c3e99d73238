using System.Globalization;
using System.Text;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Ledger.Proof.Heads;

/// <summary>The lines of a daily head as text, which is kept and which is signed: one wallet to a line, <c>wallet|sequence|hash start|control version|control hash start</c>.</summary>
public static class HeadText
{
    private const int Fields = 5;

    /// <summary>Writes lines.</summary>
    public static string Of(IReadOnlyList<HeadLine> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var text = new StringBuilder(lines.Count * 80);
        foreach (HeadLine line in lines)
        {
            text.Append(CultureInfo.InvariantCulture, $"{line.Wallet}|{line.Sequence}|{line.HashStart}|{line.ControlVersion}|{line.ControlHashStart}\n");
        }

        return text.ToString();
    }

    /// <summary>Reads lines. Throws FormatException.</summary>
    public static IReadOnlyList<HeadLine> Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(ReadLine)];
    }

    private static HeadLine ReadLine(string text)
    {
        string[] parts = text.Split('|');
        return parts.Length == Fields
            && WalletId.TryParse(parts[0], out WalletId wallet)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out long sequence)
            && int.TryParse(parts[3], NumberStyles.None, CultureInfo.InvariantCulture, out int version)
            ? new HeadLine(wallet, sequence, parts[2], version, parts[4])
            : throw new FormatException($"'{text}' is no line of a daily head.");
    }
}
