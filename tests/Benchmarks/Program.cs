namespace WalletFunctions.Benchmarks;

internal static class Program
{
    private static void Main()
    {
    }
}
