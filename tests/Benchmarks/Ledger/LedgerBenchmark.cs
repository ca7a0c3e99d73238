using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Azure.Data.Tables;
using WalletFunctions.Ledger.Tables;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Ledger.Plans;
using WalletFunctions.Shared.Ledger.Proof;
using WalletFunctions.Shared.Ledger.Writing;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Benchmarks.Ledger;

/// <summary>Transfers among many wallets, through the ledger on Azurite.</summary>
internal sealed class LedgerBenchmark(string connectionString) : IPartnerTermsSource
{
    private const int Wallets = 1_000;
    private static readonly PartnerId Partner = PartnerId.Parse("bench");
    private static readonly LimitProfileId Free = LimitProfileId.Parse("free");
    private static readonly Currency Usd = Currency.Parse("USD");
    private static readonly DateOnly Date = new(2026, 11, 20);
    private readonly PartnerTerms _terms = new(TimeZoneInfo.Utc, new Dictionary<LimitProfileId, LimitProfile> { [Free] = LimitProfile.Unlimited(Free) });
    private int _ids;

    public PartnerTerms For(PartnerId partner) => _terms;

    internal async Task RunAsync(int partitions, int callers, TimeSpan duration)
    {
        TableClient table = new TableServiceClient(connectionString, TableLedgerStore.ClientOptions).GetTableClient("L" + Guid.NewGuid().ToString("N"));
        await table.CreateIfNotExistsAsync();
        var store = new CountingStore(new TableLedgerStore((_, _) => ValueTask.FromResult(table)));
        await using var ledger = new GroupCommitLedger(
            store, this, new HashKeyRing(new HashKey("k1", SHA256.HashData("bench"u8))), TimeProvider.System, new LedgerWriterOptions { Slot = 0 });
        WalletId[] wallets = await OpenAsync(ledger, partitions);
        (long Reads, long Writes, long Rows, long Conflicts) before = (store.Reads, store.Writes, store.Rows, store.Conflicts);
        var clock = Stopwatch.StartNew();
        long transfers = 0;
        double[][] latencies = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var random = new Random(caller);
            var runner = new PlanRunner(ledger);
            var took = new List<double>();
            while (clock.Elapsed < duration)
            {
                int from = random.Next(Wallets), to = (from + 1 + random.Next(Wallets - 1)) % Wallets;
                long start = Stopwatch.GetTimestamp();
                var leg = new Leg { Transaction = NewId(), Source = wallets[from], Destination = LineWallet.Of(wallets[to]), Amount = new Money(1, Usd) };
                if (await runner.RunAsync(LedgerPlans.Transfer(Partner, Date, leg), CancellationToken.None) is not PlanOutcome.Posted)
                {
                    throw new InvalidOperationException("A transfer was refused.");
                }

                took.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                Interlocked.Increment(ref transfers);
            }

            return took.ToArray();
        })));
        double seconds = clock.Elapsed.TotalSeconds;
        double[] all = [.. latencies.SelectMany(took => took).Order()];
        long calls = store.Reads - before.Reads + store.Writes - before.Writes;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"partitions {partitions,2} callers {callers,2}: {transfers / seconds,6:F0}/s, median {all[all.Length / 2]:F1} ms, p99 {all[all.Length * 99 / 100]:F1} ms, calls/transfer {(double)calls / transfers:F3} (reads {(double)(store.Reads - before.Reads) / transfers:F3}), rows/transfer {(double)(store.Rows - before.Rows) / transfers:F2}, conflicts {store.Conflicts - before.Conflicts}, rows/s {(store.Rows - before.Rows) / seconds:F0}"));
    }

    private TransactionId NewId() => TransactionId.Derive(Partner, Interlocked.Increment(ref _ids).ToString(CultureInfo.InvariantCulture));

    private async Task<WalletId[]> OpenAsync(GroupCommitLedger ledger, int partitions)
    {
        WalletId[] wallets = [.. Enumerable.Range(0, Wallets).Select(number => WalletId.Derive(Partner, $"w{number}", number % partitions))];
        await Task.WhenAll(wallets.Select(wallet => ledger.OpenWalletAsync(
            new OpenWallet { Partner = Partner, Wallet = wallet, Type = WalletType.Customer, Currency = Usd, Tier = KycTier.Parse("full"), LimitProfile = Free }, CancellationToken.None)));
        await Task.WhenAll(wallets.Select(wallet =>
        {
            TransactionId id = NewId();
            return ledger.PostAsync(
                new PostLines
                {
                    Partition = LedgerPartition.Of(Partner, wallet),
                    Id = PostingId.Of(id, "post"),
                    Transaction = id,
                    BookingDate = Date,
                    Lines = [PostingLine.Debit(WalletType.Settlement, new Money(1_000_000, Usd)), PostingLine.Credit(wallet, new Money(1_000_000, Usd))],
                },
                CancellationToken.None);
        }));
        return wallets;
    }
}
