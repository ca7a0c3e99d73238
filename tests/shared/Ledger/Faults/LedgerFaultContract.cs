using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Refusals;
using WalletFunctions.Shared.Ledger.Storage;
using WalletFunctions.Shared.Ledger.Writing;
using Xunit;
using static WalletFunctions.Tests.Shared.Ledger.LedgerBench;

namespace WalletFunctions.Tests.Shared.Ledger.Faults;

/// <summary>One thing goes wrong with the storage, on every store: callers get the true outcome all the same, and it is there once.</summary>
public abstract class LedgerFaultContract
{
    private static readonly LedgerWriterOptions Quick = new() { Slot = 0, FirstRetryDelay = TimeSpan.FromMilliseconds(1) };

    protected abstract Task<ILedgerStore> NewStoreAsync();

    [Fact]
    public Task A_write_that_was_never_sent_is_sent_again() => PostThroughAsync(new StoreFault.NotSent());

    [Fact]
    public Task A_posting_that_landed_while_its_answer_was_lost_is_never_answered_refused() => PostThroughAsync(new StoreFault.AnswerLost());

    [Fact]
    public Task A_posting_whose_answer_cannot_be_read_is_found_in_the_storage() => PostThroughAsync(new StoreFault.AnswerUnreadable());

    [Fact]
    public Task A_busy_storage_is_asked_again() => PostThroughAsync(new StoreFault.Busy(null), new StoreFault.Busy(TimeSpan.FromMilliseconds(5)));

    [Fact]
    public Task A_write_that_arrives_twice_is_one_posting() => PostThroughAsync(new StoreFault.Twice());

    [Fact]
    public async Task Writes_that_arrive_twice_have_one_effect_and_every_caller_gets_it()
    {
        ILedgerStore store = await NewStoreAsync();
        var faulty = new FaultyStore(store) { OnWrite = _ => new StoreFault.Twice() };
        await using var bench = new LedgerBench(faulty, options: Quick);
        WalletId alice = await bench.OpenAsync("alice", 100);
        WalletId bob = await bench.OpenAsync("bob");

        LedgerResult<PostingReceipt>[] results = await Task.WhenAll(Enumerable.Range(0, 12).Select(number => bench.TransferAsync(alice, bob, 10, $"t{number}")));
        await AcceptedAsync(bench.HoldAsync(bob, "caught", 60));
        await AcceptedAsync(bench.HoldAsync(bob, "given-up", 40));
        PostLines capture = Posting("caught", PostingLine.Debit(bob, Dollars(50)), PostingLine.Credit(alice, Dollars(50))) with
        {
            Captures = [new HoldCapture(bob, HoldId.Of(TransactionNamed("caught"), "hold"), Dollars(50))],
        };
        await AcceptedAsync(bench.Ledger.PostAsync(capture, CancellationToken.None));
        await AcceptedAsync(bench.ReleaseAsync(bob, "given-up"));
        await AcceptedAsync(bench.Ledger.ReverseAsync(
            new ReversePosting { Partition = Zero, Original = PostingId.Of(TransactionNamed("caught"), "post"), Transaction = TransactionNamed("back"), BookingDate = Date }, CancellationToken.None));
        await AcceptedAsync(bench.SetStatusAsync(bob, WalletStatus.Suspended, "suspend"));

        Assert.Equal((10, 2), (results.Count(result => result.IsAccepted), results.Count(result => result.Refusal is InsufficientFunds)));
        WalletView wallet = await bench.WalletAsync(bob);
        Assert.Equal((100L, 0L, 1), (wallet.Posted.Minor, wallet.Held.Minor, wallet.StatusVersion));
        LedgerAudit audit = await LedgerAudit.ReadAsync(store, Zero);
        audit.MustHold();
        Assert.Equal(13, audit.Postings.Count());
    }

    [Fact]
    public Task A_storm_of_changed_rows_only_delays() => PostThroughAsync([.. Enumerable.Repeat(new StoreFault.RowChanged(), 12)]);

    [Fact]
    public Task Faults_of_every_kind_in_a_row_only_delay() => PostThroughAsync(
        new StoreFault.NotSent(),
        new StoreFault.RowChanged(),
        new StoreFault.AnswerUnreadable(),
        new StoreFault.Busy(null),
        new StoreFault.NotSent(),
        new StoreFault.RowChanged(),
        new StoreFault.AnswerLost());

    [Fact]
    public async Task An_answer_that_is_lost_twice_in_a_batch_gives_each_caller_its_own_outcome()
    {
        ILedgerStore store = await NewStoreAsync();
        var faulty = new FaultyStore(store);
        await using var bench = new LedgerBench(faulty, options: Quick);
        WalletId alice = await bench.OpenAsync("alice", 150);
        WalletId bob = await bench.OpenAsync("bob", 100);
        faulty.NextWrites(new StoreFault.AnswerLost(), new StoreFault.AnswerLost());
        faulty.NextReads(new StoreFault.NotSent(), null, new StoreFault.AnswerLost());

        LedgerResult<PostingReceipt>[] results = await Task.WhenAll(
            bench.TransferAsync(alice, bob, 100, "one"), bench.TransferAsync(alice, bob, 100, "two"), bench.TransferAsync(bob, alice, 10, "three"));

        Assert.Equal(2, results.Count(result => result.IsAccepted));
        Assert.True(results[2].IsAccepted);
        Assert.IsType<InsufficientFunds>(Assert.Single(results, result => !result.IsAccepted).Refusal);
        LedgerAudit audit = await LedgerAudit.ReadAsync(store, Zero);
        audit.MustHold();
        Assert.Equal(4, audit.Postings.Count());
        Assert.Single(audit.Refusals);
    }

    [Fact]
    public async Task Holds_captures_and_releases_survive_lost_answers()
    {
        ILedgerStore store = await NewStoreAsync();
        var faulty = new FaultyStore(store);
        await using var bench = new LedgerBench(faulty, options: Quick);
        WalletId alice = await bench.OpenAsync("alice", 100);
        WalletId bob = await bench.OpenAsync("bob");

        faulty.NextWrites(new StoreFault.AnswerLost());
        HoldView first = await AcceptedAsync(bench.HoldAsync(alice, "first", 60));
        faulty.NextWrites(new StoreFault.AnswerLost());
        HoldView second = await AcceptedAsync(bench.HoldAsync(alice, "second", 40));
        faulty.NextWrites(new StoreFault.AnswerLost());
        PostLines capture = Posting("capture", PostingLine.Debit(alice, Dollars(50)), PostingLine.Credit(bob, Dollars(50))) with { Captures = [new HoldCapture(alice, first.Id, Dollars(50))] };
        await AcceptedAsync(bench.Ledger.PostAsync(capture, CancellationToken.None));
        faulty.NextWrites(new StoreFault.AnswerLost());
        HoldView released = await AcceptedAsync(bench.ReleaseAsync(alice, "second"));

        Assert.Equal((HoldState.Active, HoldState.Released), (second.State, released.State));
        WalletView wallet = await bench.WalletAsync(alice);
        Assert.Equal((50L, 0L), (wallet.Posted.Minor, wallet.Held.Minor));
        (await LedgerAudit.ReadAsync(store, Zero)).MustHold();
    }

    [Fact]
    public async Task Opening_and_changing_a_wallet_survive_lost_answers()
    {
        ILedgerStore store = await NewStoreAsync();
        var faulty = new FaultyStore(store);
        await using var bench = new LedgerBench(faulty, options: Quick);

        faulty.NextWrites(new StoreFault.AnswerLost());
        WalletId alice = await bench.OpenAsync("alice");
        faulty.NextWrites(new StoreFault.AnswerLost(), new StoreFault.AnswerLost());
        WalletView suspended = await AcceptedAsync(bench.SetStatusAsync(alice, WalletStatus.Suspended, "change"));
        LedgerResult<WalletView> again = await bench.SetStatusAsync(alice, WalletStatus.Suspended, "change");

        Assert.Equal(WalletStatus.Suspended, suspended.PartnerStatus);
        Assert.True(again.Replayed);
        Assert.Equal(1, (await bench.WalletAsync(alice)).StatusVersion);
    }

    /// <summary>The only funds go out once, whatever happens on the way.</summary>
    private async Task PostThroughAsync(params StoreFault[] faults)
    {
        ILedgerStore store = await NewStoreAsync();
        var faulty = new FaultyStore(store);
        await using var bench = new LedgerBench(faulty, options: Quick);
        WalletId alice = await bench.OpenAsync("alice", 100);
        WalletId bob = await bench.OpenAsync("bob");

        faulty.NextWrites(faults);
        PostingReceipt receipt = await AcceptedAsync(bench.TransferAsync(alice, bob, 100, "all"));
        LedgerResult<PostingReceipt> again = await bench.TransferAsync(alice, bob, 100, "all");

        Assert.True(again.Replayed);
        Assert.Equal(receipt.Lines, again.Value!.Lines);
        LedgerAudit audit = await LedgerAudit.ReadAsync(store, Zero);
        audit.MustHold();
        Assert.Equal(2, audit.Postings.Count());
        Assert.Empty(audit.Refusals);
        Assert.Equal(100, (await bench.WalletAsync(bob)).Posted.Minor);
    }
}
