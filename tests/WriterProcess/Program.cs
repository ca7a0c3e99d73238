using System.Globalization;
using Azure.Data.Tables;
using WalletFunctions.Ledger.Tables;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Writing;

namespace WalletFunctions.WriterProcess;

/// <summary>Arguments: the connection string, the table, the slot, the name of this life. Says what is acknowledged, one line each, until it is killed, or its standard input ends.</summary>
internal static class Program
{
    private const int Callers = 16;

    private static async Task Main(string[] arguments)
    {
        TableClient table = new TableServiceClient(arguments[0], TableLedgerStore.ClientOptions).GetTableClient(arguments[1]);
        int slot = int.Parse(arguments[2], CultureInfo.InvariantCulture);
        await using var ledger = new GroupCommitLedger(
            new TableLedgerStore((_, _) => ValueTask.FromResult(table)), new WriterWorld(), WriterWorld.Keys, TimeProvider.System, new LedgerWriterOptions { Slot = slot });
        using var stop = new CancellationTokenSource();
        Task callers = Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => WriteAsync(ledger, $"{arguments[3]}-{caller}", stop.Token))));

        // Nobody who has started it is left: then it ends by itself.
        _ = Task.Run(async () =>
        {
            await Console.In.ReadToEndAsync();
            await stop.CancelAsync();
        });
        await callers;
    }

    private static async Task WriteAsync(GroupCommitLedger ledger, string caller, CancellationToken stop)
    {
        var random = new Random(caller.GetHashCode(StringComparison.Ordinal));
        for (int i = 0; !stop.IsCancellationRequested; i++)
        {
            string name = $"{caller}-{i}";
            LedgerResult<PostingReceipt> answer = await ledger.PostAsync(WriterWorld.Movement(name, random), CancellationToken.None);

            // A line that the kill cut off has no mark at its end.
            string line = $"{(answer.IsAccepted ? "posted" : "refused")} {name} .\n";
            lock (ledger)
            {
                Console.Out.Write(line);
                Console.Out.Flush();
            }
        }
    }
}
