using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Ledger.Plans;
using WalletFunctions.Shared.Ledger.Proof;
using WalletFunctions.Shared.Ledger.Proof.Heads;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Ledger.Storage;
using Xunit;
using static WalletFunctions.Tests.Shared.Ledger.LedgerBench;

namespace WalletFunctions.Tests.Shared.Ledger.Proof;

/// <summary>
/// A small ledger with a row of every kind and in every state, a hand to tamper with it (and to put everything back), and the proof. Of alice's three wallets two share her limits; carol
/// lives in another ledger partition.
/// </summary>
internal sealed class ProvenLedger : IAsyncDisposable
{
    public static readonly LedgerPartition Seven = new(Partner, 7);

    private readonly IRowTampering _hand;
    private readonly Dictionary<(LedgerPartition, string), LedgerRow?> _originals = [];

    private ProvenLedger(ILedgerStore store, IRowTampering hand, TimeProvider clock)
    {
        Bench = new LedgerBench(store, clock);
        _hand = hand;
    }

    public LedgerBench Bench { get; }

    public InMemoryDailyHeadStore Heads { get; } = new();

    public IUnfinishedTransactions Unfinished { get; set; } = EveryTransaction.IsFinished;

    public WalletId Alice { get; private set; }

    public WalletId AliceToo { get; private set; }

    public WalletId Bob { get; private set; }

    public WalletId Carol { get; private set; }

    /// <summary>Opened, and nothing more.</summary>
    public WalletId Empty { get; private set; }

    public static PostingId PostingOf(string name, string step = "post") => PostingId.Of(TransactionNamed(name), step);

    public static HoldId HoldOf(string name) => HoldId.Of(TransactionNamed(name), "hold");

    public static WalletId Settlement => Stripes.Of(Zero, WalletType.Settlement, Usd, 0);

    public static async Task<ProvenLedger> NewAsync(ILedgerStore store, IRowTampering hand, TimeProvider? clock = null)
    {
        var ledger = new ProvenLedger(store, hand, clock ?? TimeProvider.System);
        await ledger.FillAsync();
        return ledger;
    }

    public static Task<ProvenLedger> NewAsync(TimeProvider? clock = null)
    {
        var store = new InMemoryLedgerStore();
        return NewAsync(store, new InMemoryTampering(store), clock);
    }

    public Task<VerifyReport> VerifyAsync(ProofScope? scope = null, params Watermark[] watermarks) => NewVerifier()
        .VerifyAsync(scope ?? new ProofScope.Whole(Partner, 8), watermarks, progress: null, CancellationToken.None);

    public LedgerVerifier NewVerifier(HashKeyRing? keys = null, ProofOptions? options = null) => new(Bench.Store, Heads, Unfinished, keys ?? Keys, Bench.Clock, options);

    public async Task AssertCleanAsync(ProofScope? scope = null) => Assert.Equal(string.Empty, string.Join('\n', (await VerifyAsync(scope)).Findings));

    public async Task<T> RowAsync<T>(string rowKey, LedgerPartition? partition = null) where T : LedgerRow =>
        Assert.IsType<T>((await Bench.Store.FindAsync(partition ?? Zero, rowKey, CancellationToken.None))?.Row);

    public Task ChangeAsync<T>(string rowKey, Func<T, T> change) where T : LedgerRow => ChangeAsync(Zero, rowKey, change);

    public async Task ChangeAsync<T>(LedgerPartition partition, string rowKey, Func<T, T> change) where T : LedgerRow =>
        await SetAsync(partition, rowKey, change(await RowAsync<T>(rowKey, partition)));

    public Task DeleteAsync(string rowKey) => SetAsync(Zero, rowKey, row: null);

    public async Task SetAsync(LedgerPartition partition, string rowKey, LedgerRow? row)
    {
        _originals.TryAdd((partition, rowKey), (await Bench.Store.FindAsync(partition, rowKey, CancellationToken.None))?.Row);
        await _hand.SetAsync(partition, rowKey, row);
    }

    /// <summary>Puts everything back.</summary>
    public async Task RestoreAsync()
    {
        foreach (((LedgerPartition partition, string rowKey), LedgerRow? row) in _originals)
        {
            await _hand.SetAsync(partition, rowKey, row);
        }

        _originals.Clear();
    }

    /// <summary>Takes a wallet and everything that belongs to it away.</summary>
    public async Task DeleteWalletAsync(WalletId wallet)
    {
        await DeleteAsync(RowKeys.Wallet(wallet));
        foreach (string kind in new[] { RowKeys.Entries, RowKeys.Holds, RowKeys.Controls })
        {
            foreach (string rowKey in (await LedgerRows.ReadAsync(Bench.Store, Zero, RowKeys.OfWallet(kind, wallet))).Keys)
            {
                await DeleteAsync(rowKey);
            }
        }
    }

    public ValueTask DisposeAsync() => Bench.DisposeAsync();

    private async Task FillAsync()
    {
        LimitProfileId shared = Bench.Profile("shared", new LimitRule { Customer = LimitSet.None });
        Alice = await Bench.OpenAsync("alice", 10_000, profile: shared, customer: "alice");
        AliceToo = await Bench.OpenAsync("alice-too", 500, profile: shared, customer: "alice");
        Bob = await Bench.OpenAsync("bob", 2_000);
        Carol = await Bench.OpenAsync("carol", partition: 7);
        Empty = await Bench.OpenAsync("empty");
        await AcceptedAsync(Bench.TransferAsync(Alice, Bob, 100, "t1"));
        await AcceptedAsync(Bench.TransferAsync(Alice, Bob, 300, "t2"));
        await AcceptedAsync(Bench.PostAsync(
            "fee", PostingLine.Debit(Bob, Dollars(50)), PostingLine.Credit(Alice, Dollars(45)), PostingLine.Credit(WalletType.Fee, Dollars(5)) with { Kind = LineKind.Fee }));
        await AcceptedAsync(Bench.HoldAsync(Alice, "held", 1_000));
        await AcceptedAsync(Bench.HoldAsync(Alice, "room", 70, HoldKind.Inbound));
        await AcceptedAsync(Bench.HoldAsync(Alice, "given-up", 40));
        await AcceptedAsync(Bench.ReleaseAsync(Alice, "given-up"));
        await AcceptedAsync(Bench.HoldAsync(Alice, "caught", 200));
        PostLines capture = Posting("caught", PostingLine.Debit(Alice, Dollars(150)), PostingLine.Credit(Bob, Dollars(150)));
        await AcceptedAsync(Bench.Ledger.PostAsync(capture with { Captures = [new HoldCapture(Alice, HoldOf("caught"), Dollars(150))] }, CancellationToken.None));
        await ReverseAsync("t1", "r1");
        var refund = new UndoOf(PostingOf("t2"), UndoKind.Refund);
        await AcceptedAsync(Bench.Ledger.PostAsync(
            Posting("refund", PostingLine.Debit(Bob, Dollars(30)), PostingLine.Credit(Alice, Dollars(30))) with { Undo = refund, Purpose = PostingPurpose.Reversal }, CancellationToken.None));
        await AcceptedAsync(Bench.Ledger.HoldAsync(LedgerBench.Hold(Bob, "refunding", 20) with { Undo = refund, Purpose = PostingPurpose.Reversal }, CancellationToken.None));
        await AcceptedAsync(Bench.SetStatusAsync(Bob, WalletStatus.Suspended, "suspend"));
        await AcceptedAsync(Bench.SetStatusAsync(Bob, WalletStatus.Active, "resume"));
        await Bench.TransferAsync(AliceToo, Bob, 100_000, "refused");
        Assert.IsType<PlanOutcome.Posted>(await new PlanRunner(Bench.Ledger).RunAsync(
            LedgerPlans.Transfer(Partner, Date, new Leg { Transaction = TransactionNamed("x1"), Source = Alice, Destination = LineWallet.Of(Carol), Amount = Dollars(60) }), CancellationToken.None));
    }

    private Task<PostingReceipt> ReverseAsync(string original, string by) => AcceptedAsync(Bench.Ledger.ReverseAsync(
        new ReversePosting { Partition = Zero, Original = PostingOf(original), Transaction = TransactionNamed(by), BookingDate = Date }, CancellationToken.None));
}
