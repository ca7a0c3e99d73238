using System.Globalization;

namespace WalletFunctions.Shared.Reconciliation.Breaks;

/// <summary>A place in a list of breaks: the last one that was given.</summary>
/// <param name="OpenedAt">When that one was found.</param>
/// <param name="Id">Its id.</param>
public sealed record BreakCursor(DateTimeOffset OpenedAt, BreakId Id)
{
    private const char Separator = '-';

    /// <summary>The form in URLs.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{OpenedAt.UtcTicks}{Separator}{Id.Value}");

    /// <summary>Reads the form in URLs; null when it is none.</summary>
    public static BreakCursor? Find(string? text)
    {
        var at = text?.IndexOf(Separator, StringComparison.Ordinal) ?? -1;
        return at > 0
            && long.TryParse(text.AsSpan(0, at), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            && ticks <= DateTimeOffset.MaxValue.UtcTicks
            && BreakId.TryParse(text![(at + 1)..], out var id)
                ? new BreakCursor(new DateTimeOffset(ticks, TimeSpan.Zero), id)
                : null;
    }
}
