using System.Globalization;

namespace WalletFunctions.Benchmarks.Ledger;

/// <summary>Figures of several runs, as they are shown.</summary>
internal static class Figures
{
    internal static double Median<T>(IEnumerable<T> runs, Func<T, double> figure)
    {
        double[] sorted = [.. runs.Select(figure).Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    internal static double Round(double figure) => Math.Round(figure, figure >= 100 ? 0 : 3);

    internal static string Text(double figure, int digits) => figure.ToString("N" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
