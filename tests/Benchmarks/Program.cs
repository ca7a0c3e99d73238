using WalletFunctions.Benchmarks.BankEvents;
using WalletFunctions.Benchmarks.Engine;
using WalletFunctions.Benchmarks.Ledger;
using WalletFunctions.Benchmarks.Transactions;

namespace WalletFunctions.Benchmarks;

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case ["ledger"] or ["ledger", "--quick"]:
                await using (BenchAzurite azurite = await BenchAzurite.StartAsync())
                {
                    await new LedgerBenchmark(azurite, args.Length == 1 ? LedgerBenchmark.Plan.Full : LedgerBenchmark.Plan.Quick).RunAsync();
                }

                return 0;
            case ["engine"]:
                await EngineBenchmark.RunAsync();
                return 0;
            case ["transactions"]:
                return await TransactionsBenchmark.RunAsync() ? 0 : 1;
            case ["bank-events"] or ["bank-events", "--quick"]:
                return await BankEventsBenchmark.RunAsync(args.Length == 1 ? BankEventsBenchmark.Plan.Full : BankEventsBenchmark.Plan.Quick) ? 0 : 1;
            case [SecondProcess.Command, var connection]:
                await SecondProcess.ServeAsync(connection);
                return 0;
            default:
                Console.WriteLine(LedgerBenchmark.Usage);
                Console.WriteLine(EngineBenchmark.Usage);
                Console.WriteLine(TransactionsBenchmark.Usage);
                Console.WriteLine(BankEventsBenchmark.Usage);
                return args is ["--help"] or [_, "--help"] ? 0 : 1;
        }
    }
}
