using System.Globalization;
using System.Text;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Ledger.Proof.Heads;

/// <summary>
/// The lines of a daily head as text, which is kept and which is signed: one wallet to a line, <c>wallet|sequence|hash start|control version|control hash start|changes of holds</c>, the
/// last left out where there are none.
/// </summary>
public static class HeadText
{
    private const int Fields = 6;

    /// <summary>Writes lines.</summary>
    public static string Of(IReadOnlyList<HeadLine> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var text = new StringBuilder(lines.Count * 88);
        foreach (HeadLine line in lines)
        {
            text.Append(CultureInfo.InvariantCulture, $"{line.Wallet}|{line.Sequence}|{line.HashStart}|{line.ControlVersion}|{line.ControlHashStart}");
            if (line.HoldChanges > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"|{line.HoldChanges}");
            }

            text.Append('\n');
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
        long holds = 0;
        return parts.Length is Fields - 1 or Fields
            && (parts.Length < Fields || long.TryParse(parts[5], NumberStyles.None, CultureInfo.InvariantCulture, out holds))
            && WalletId.TryParse(parts[0], out WalletId wallet)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out long sequence)
            && int.TryParse(parts[3], NumberStyles.None, CultureInfo.InvariantCulture, out int version)
            ? new HeadLine(wallet, sequence, parts[2], version, parts[4], holds)
            : throw new FormatException($"'{text}' is no line of a daily head.");
    }
}
