using System.Collections.Concurrent;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Ledger.Plans;
using WalletFunctions.Shared.Ledger.Proof;
using WalletFunctions.Shared.Ledger.Storage;
using WalletFunctions.Shared.Ledger.Writing;
using Xunit;
using static WalletFunctions.Tests.Shared.Ledger.LedgerBench;

namespace WalletFunctions.Tests.Shared.Ledger.Proof;

/// <summary>
/// Sixteen writers of two processes that do everything a ledger can do, on few wallets (most of which share limits, all of which are busy), until they are told to stop. Knows at any moment
/// which transactions are not finished.
/// </summary>
internal sealed class LoadedLedger : IUnfinishedTransactions, IAsyncDisposable
{
    private const int Writers = 16;
    private const int Wallets = 12;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private readonly ConcurrentDictionary<TransactionId, bool> _running = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly LedgerBench[] _benches;
    private readonly LimitProfileId _shared;
    private readonly List<WalletId> _wallets = [];
    private readonly ConcurrentQueue<PostingId> _reversible = new();
    private Task _work = Task.CompletedTask;
    private long _done;

    private LoadedLedger(ILedgerStore one, ILedgerStore other)
    {
        _benches = [new LedgerBench(one, options: new LedgerWriterOptions { Slot = 0 }), new LedgerBench(other, options: new LedgerWriterOptions { Slot = 1 })];
        _shared = _benches[0].Profile("shared", new LimitRule { Customer = LimitSet.None });
        _benches[1].Profile("shared", new LimitRule { Customer = LimitSet.None });
    }

    /// <summary>Transactions that were brought to an end.</summary>
    public long Done => Interlocked.Read(ref _done);

    public LedgerBench Bench => _benches[0];

    public static async Task<LoadedLedger> StartAsync(ILedgerStore one, ILedgerStore other)
    {
        var ledger = new LoadedLedger(one, other);
        for (int i = 0; i < Wallets; i++)
        {
            ledger._wallets.Add(await ledger.OpenAsync($"w{i}", i));
        }

        ledger._work = Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => ledger.WriteAsync(writer))));
        return ledger;
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _work;
    }

    public Task<bool> IsUnfinishedAsync(PartnerId partner, TransactionId transaction, CancellationToken cancellationToken) => Task.FromResult(_running.ContainsKey(transaction));

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        foreach (LedgerBench bench in _benches)
        {
            await bench.DisposeAsync();
        }

        _stop.Dispose();
    }

    private Task<WalletId> OpenAsync(string name, int number) =>
        _benches[0].OpenAsync(name, 1_000_000, profile: number % 3 == 0 ? Free : _shared, customer: $"customer-{number % 4}", partition: number % 2);

    private async Task WriteAsync(int writer)
    {
        var random = new Random(writer);
        for (int turn = 0; !_stop.IsCancellationRequested; turn++)
        {
            string name = $"load-{writer}-{turn}";
            _running[TransactionNamed(name)] = true;
            await DoAsync(_benches[writer % 2], random, name);
            _running.TryRemove(TransactionNamed(name), out _);
            Interlocked.Increment(ref _done);

            // So that a ledger in memory does not outgrow its verification.
            await Task.Delay(Pause);
        }
    }

    private async Task DoAsync(LedgerBench bench, Random random, string name)
    {
        WalletId from = _wallets[random.Next(Wallets)], to = _wallets[random.Next(Wallets)];
        switch (random.Next(12))
        {
            case 0:
                await HoldAsync(bench, random, from, name);
                break;
            case 1:
                await bench.PostAsync(
                    name,
                    PostingLine.Debit(WalletType.Settlement, Dollars(100)),
                    PostingLine.Credit(to, Dollars(98)),
                    PostingLine.Credit(WalletType.Fee, Dollars(2)) with { Kind = LineKind.Fee });
                break;
            case 2 when _reversible.TryDequeue(out PostingId original):
                await bench.Ledger.ReverseAsync(
                    new ReversePosting { Partition = Zero, Original = original, Transaction = TransactionNamed(name), BookingDate = Date }, CancellationToken.None);
                break;
            case 3:
                await bench.SetStatusAsync(from, WalletStatus.Active, name);
                break;
            case 4:
                await bench.Ledger.ChangeTermsAsync(
                    new ChangeWalletTerms { Partner = Partner, Wallet = from, Tier = Full, LimitProfile = random.Next(2) == 0 ? Free : _shared, ChangeId = name }, CancellationToken.None);
                break;
            case 5 when random.Next(4) == 0:
                await OpenAsync(name, random.Next(100));
                break;
            default:
                await TransferAsync(bench, random, from, to, name);
                break;
        }
    }

    private async Task TransferAsync(LedgerBench bench, Random random, WalletId from, WalletId to, string name)
    {
        if (from == to)
        {
            return;
        }

        var leg = new Leg { Transaction = TransactionNamed(name), Source = from, Destination = LineWallet.Of(to), Amount = Dollars(1 + random.Next(50)) };
        PlanOutcome outcome = await new PlanRunner(bench.Ledger).RunAsync(LedgerPlans.Transfer(Partner, Date, leg), CancellationToken.None);
        if (outcome is PlanOutcome.Posted && leg.IsLocal && random.Next(4) == 0)
        {
            var back = TransactionNamed(name + "-refund");
            _running[back] = true;
            await new PlanRunner(bench.Ledger).RunAsync(ReversalPlans.Refund(Partner, Date, leg, back, Dollars(1)), CancellationToken.None);
            _running.TryRemove(back, out _);
        }
        else if (outcome is PlanOutcome.Posted && leg.IsLocal && from.PartitionNumber == 0)
        {
            _reversible.Enqueue(leg.PostId);
        }
    }

    private static async Task HoldAsync(LedgerBench bench, Random random, WalletId wallet, string name)
    {
        LedgerResult<WalletFunctions.Shared.Ledger.Reading.HoldView> held = await bench.HoldAsync(wallet, name, 40, random.Next(3) == 0 ? HoldKind.Inbound : HoldKind.Outgoing);
        Assert.True(held.IsAccepted, held.Refusal?.ToString());
        if (held.Value.Kind == HoldKind.Inbound || random.Next(2) == 0)
        {
            await AcceptedAsync(bench.ReleaseAsync(wallet, name));
            return;
        }

        PostLines capture = Posting(name, PostingLine.Debit(wallet, Dollars(30)), PostingLine.Credit(WalletType.Settlement, Dollars(30)));
        await AcceptedAsync(bench.Ledger.PostAsync(capture with { Captures = [new HoldCapture(wallet, HoldId.Of(TransactionNamed(name), "hold"), Dollars(30))] }, CancellationToken.None));
    }
}
