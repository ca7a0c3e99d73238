using System.Globalization;

namespace WalletFunctions.Shared.Callbacks;

/// <summary>A place in a list of callbacks: the last one that was given.</summary>
/// <param name="CreatedAt">When that one was recorded.</param>
/// <param name="Id">Its id.</param>
public sealed record CallbackCursor(DateTimeOffset CreatedAt, CallbackId Id)
{
    private const char Separator = '-';

    /// <summary>The form in URLs.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{CreatedAt.UtcTicks}{Separator}{Id.Value}");

    /// <summary>Reads the form in URLs; null when it is none.</summary>
    public static CallbackCursor? Find(string? text)
    {
        var at = text?.IndexOf(Separator) ?? -1;
        return at > 0
            && long.TryParse(text.AsSpan(0, at), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            && ticks <= DateTimeOffset.MaxValue.UtcTicks
            && CallbackId.TryParse(text![(at + 1)..], out var id)
                ? new CallbackCursor(new DateTimeOffset(ticks, TimeSpan.Zero), id)
                : null;
    }
}
