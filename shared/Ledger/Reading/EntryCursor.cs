using System.Globalization;

namespace WalletFunctions.Shared.Ledger.Reading;

/// <summary>A place among a wallet's entries: entries older than a sequence. Stays right when new entries come.</summary>
/// <param name="OlderThan">The sequence of the last entry of the page before.</param>
public readonly record struct EntryCursor(long OlderThan)
{
    /// <summary>Reads the text form; false if it is none.</summary>
    public static bool TryParse(string? text, out EntryCursor cursor)
    {
        bool valid = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long sequence) && sequence is > 0 and <= LedgerBounds.MaxSequence;
        cursor = valid ? new EntryCursor(sequence) : default;
        return valid;
    }

    /// <summary>The text form.</summary>
    public override string ToString() => OlderThan.ToString(CultureInfo.InvariantCulture);
}
