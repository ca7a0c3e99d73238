using WalletFunctions.Benchmarks.Ledger;

namespace WalletFunctions.Benchmarks;

internal static class Program
{
    private static async Task Main(string[] args)
    {
        if (args is ["ledger", var connection])
        {
            var benchmark = new LedgerBenchmark(connection);
            await benchmark.RunAsync(1, 64, TimeSpan.FromSeconds(3));
            await benchmark.RunAsync(1, 64, TimeSpan.FromSeconds(8));
            await benchmark.RunAsync(1, 1, TimeSpan.FromSeconds(4));
            await benchmark.RunAsync(16, 64, TimeSpan.FromSeconds(8));
        }
    }
}
