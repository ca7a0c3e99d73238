using System.Globalization;
using WalletFunctions.Local.Host;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Local.Cli.Ledger;

/// <summary>Watermarks in a file, one to a line: <c>walletId sequence balance currency mirrorHash</c>, the balance in minor units. Empty lines and lines that begin with # are passed over.</summary>
internal static class WatermarkFile
{
    private const int Fields = 5;

    /// <summary>Reads them. What is wrong is a <see cref="LocalHostException"/> with one line to show.</summary>
    public static async Task<IReadOnlyList<Watermark>> ReadAsync(string path, CancellationToken cancellation)
    {
        try
        {
            var lines = await File.ReadAllLinesAsync(path, cancellation);
            return [.. lines.Select((text, index) => (text, number: index + 1)).Where(line => !IsPassedOver(line.text)).Select(line => Read(path, line.text, line.number))];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new LocalHostException($"The watermarks cannot be read: {unreadable.Message}", unreadable);
        }
    }

    private static bool IsPassedOver(string text) => string.IsNullOrWhiteSpace(text) || text.StartsWith('#');

    private static Watermark Read(string path, string text, int number)
    {
        var parts = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == Fields
            && WalletId.TryParse(parts[0], out var wallet)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            && long.TryParse(parts[2], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var minor)
            && Currency.TryParse(parts[3], out var currency)
            ? new Watermark(wallet, sequence, new Money(minor, currency), parts[4])
            : throw new LocalHostException($"{path}, line {number}: a watermark is 'walletId sequence balance currency mirrorHash'.");
    }
}
