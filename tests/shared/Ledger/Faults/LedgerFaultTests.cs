using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Refusals;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Ledger.Storage;
using WalletFunctions.Shared.Ledger.Writing;
using WalletFunctions.Tests.Local.Host;
using Xunit;
using static WalletFunctions.Tests.Shared.Ledger.LedgerBench;

namespace WalletFunctions.Tests.Shared.Ledger.Faults;

public sealed class LedgerFaultTests : LedgerFaultContract
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);
    private readonly InMemoryLedgerStore _store = new();
    private readonly FaultyStore _faulty;
    private readonly ManualTime _time = new(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));

    public LedgerFaultTests()
    {
        _faulty = new FaultyStore(_store);
    }

    protected override Task<ILedgerStore> NewStoreAsync() => Task.FromResult<ILedgerStore>(new InMemoryLedgerStore());

    [Fact]
    public async Task A_call_that_hangs_for_60_seconds_is_given_up_and_changes_nothing_when_it_arrives()
    {
        await using var bench = new LedgerBench(_faulty, _time);
        WalletId alice = await bench.OpenAsync("alice", 100);
        WalletId bob = await bench.OpenAsync("bob");
        var gate = new Gate();
        DateTimeOffset start = _time.GetUtcNow();

        _faulty.NextWrites(new StoreFault.Late(gate));
        Task<LedgerResult<PostingReceipt>> transfer = bench.TransferAsync(alice, bob, 100, "all");
        await _time.AdvanceUntilAsync(() => transfer.IsCompleted, Step);
        TimeSpan took = _time.GetUtcNow() - start;
        _time.Advance(TimeSpan.FromSeconds(60) - took);
        await gate.OpenAsync();

        Assert.True((await transfer).IsAccepted);
        Assert.InRange(took, TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(30));
        LedgerAudit audit = await LedgerAudit.ReadAsync(_store, Zero);
        audit.MustHold();
        Assert.Equal(2, audit.Postings.Count());
    }

    [Fact]
    public async Task A_call_that_hangs_does_not_hold_up_other_wallets()
    {
        await using var bench = new LedgerBench(_faulty, _time);
        WalletId[] wallets = await Task.WhenAll(Enumerable.Range(0, 4).Select(number => bench.OpenAsync($"w{number}", 100)));
        var gate = new Gate();
        DateTimeOffset start = _time.GetUtcNow();

        _faulty.NextWrites(new StoreFault.Late(gate));
        Task<LedgerResult<PostingReceipt>> hangs = bench.TransferAsync(wallets[0], wallets[1], 1, "hangs");
        await gate.Reached;
        Task<LedgerResult<PostingReceipt>> other = bench.TransferAsync(wallets[2], wallets[3], 1, "other");
        await _time.AdvanceUntilAsync(() => other.IsCompleted, Step);

        Assert.InRange(_time.GetUtcNow() - start, TimeSpan.Zero, TimeSpan.FromSeconds(7));
        Assert.False(hangs.IsCompleted);
        await gate.OpenAsync();
        Assert.True((await hangs).IsAccepted);
        Assert.True((await other).IsAccepted);
    }

    [Fact]
    public async Task A_busy_storage_is_left_alone_for_as_long_as_it_asked()
    {
        await using var bench = new LedgerBench(_faulty, _time);
        WalletId alice = await bench.OpenAsync("alice", 100);
        WalletId bob = await bench.OpenAsync("bob");
        int before = _faulty.WritesSent;
        DateTimeOffset start = _time.GetUtcNow();

        _faulty.NextWrites(new StoreFault.Busy(TimeSpan.FromSeconds(3)));
        Task<LedgerResult<PostingReceipt>> transfer = bench.TransferAsync(alice, bob, 100, "all");
        await _time.AdvanceUntilAsync(() => transfer.IsCompleted, Step);

        Assert.True((await transfer).IsAccepted);
        Assert.InRange(_time.GetUtcNow() - start, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(7));
        Assert.Equal(before + 2, _faulty.WritesSent);
    }

    [Fact]
    public async Task An_outage_longer_than_a_caller_waits_is_told_as_one_and_the_same_id_brings_the_outcome()
    {
        await using var bench = new LedgerBench(_faulty, _time);
        WalletId alice = await bench.OpenAsync("alice", 100);
        WalletId bob = await bench.OpenAsync("bob");
        bool isBusy = true;
        _faulty.OnWrite = _ => isBusy ? new StoreFault.Busy(TimeSpan.FromSeconds(2)) : null;

        Task<LedgerResult<PostingReceipt>> transfer = bench.TransferAsync(alice, bob, 100, "all");
        await _time.AdvanceUntilAsync(() => transfer.IsCompleted, Step);
        LedgerUnavailableException told = await Assert.ThrowsAsync<LedgerUnavailableException>(() => transfer);
        isBusy = false;
        Task<LedgerResult<PostingReceipt>> again = bench.TransferAsync(alice, bob, 100, "all");
        await _time.AdvanceUntilAsync(() => again.IsCompleted, Step);

        Assert.Equal(TimeSpan.FromSeconds(2), told.RetryAfter);
        Assert.True((await again).IsAccepted);
        Assert.Equal(100, (await bench.WalletAsync(bob)).Posted.Minor);
    }

    [Fact]
    public async Task A_storage_that_can_be_written_and_not_read_gives_no_wrong_answer()
    {
        await using var bench = new LedgerBench(_faulty, _time);
        WalletId alice = await bench.OpenAsync("alice", 100);
        WalletId bob = await bench.OpenAsync("bob");
        bool isDown = true;
        _faulty.OnRead = _ => isDown ? new StoreFault.NotSent() : null;

        _faulty.NextWrites(new StoreFault.AnswerLost());
        Task<LedgerResult<PostingReceipt>> transfer = bench.TransferAsync(alice, bob, 100, "all");
        await _time.AdvanceUntilAsync(() => transfer.IsCompleted, Step);
        await Assert.ThrowsAsync<LedgerUnavailableException>(() => transfer);
        isDown = false;

        Assert.True((await bench.TransferAsync(alice, bob, 100, "all")).Replayed);
    }

    [Fact]
    public async Task One_poisoned_command_in_a_batch_does_not_fail_its_neighbours()
    {
        await using var bench = new LedgerBench(_faulty, options: new LedgerWriterOptions { Slot = 0, FirstRetryDelay = TimeSpan.FromMilliseconds(1) });
        WalletId alice = await bench.OpenAsync("alice", 100);
        WalletId bob = await bench.OpenAsync("bob", 100);
        string poison = RowKeys.Posting(Posting("poison").Id);
        _faulty.OnWrite = writes => writes.Any(write => write.Row.RowKey == poison) ? throw new ArgumentException("A property is too large.") : null;

        var gate = new Gate();
        _faulty.NextWrites(new StoreFault.Late(gate));
        Task<LedgerResult<PostingReceipt>> first = bench.TransferAsync(alice, bob, 1, "first");
        await gate.Reached;
        Task<LedgerResult<PostingReceipt>>[] batch = [.. Enumerable.Range(0, 9).Select(number => bench.TransferAsync(alice, bob, 1, number == 4 ? "poison" : $"t{number}"))];
        await gate.OpenAsync();

        Assert.True((await first).IsAccepted);
        await Assert.ThrowsAsync<ArgumentException>(() => batch[4]);
        foreach (Task<LedgerResult<PostingReceipt>> neighbour in batch.Where((_, number) => number != 4))
        {
            Assert.True((await neighbour).IsAccepted);
        }

        LedgerAudit audit = await LedgerAudit.ReadAsync(_store, Zero);
        audit.MustHold();
        Assert.Equal(11, audit.Postings.Count());
    }

    [Fact]
    public async Task A_row_that_cannot_be_read_fails_only_the_commands_that_need_it()
    {
        await using var bench = new LedgerBench(_faulty, options: new LedgerWriterOptions { Slot = 0, FirstRetryDelay = TimeSpan.FromMilliseconds(1) });
        WalletId alice = await bench.OpenAsync("alice", 100);
        WalletId bob = await bench.OpenAsync("bob", 100);
        WalletId carol = await bench.OpenAsync("carol", 100);
        await using var fresh = new LedgerBench(_faulty, options: new LedgerWriterOptions { Slot = 1, FirstRetryDelay = TimeSpan.FromMilliseconds(1) });
        _store.Tamper(Zero, RowKeys.Wallet(carol), new UnreadableRow(RowKeys.Wallet(carol), "Not a number."));

        Task<LedgerResult<PostingReceipt>> fine = fresh.TransferAsync(alice, bob, 10, "fine");
        Task<LedgerResult<PostingReceipt>> broken = fresh.TransferAsync(carol, bob, 10, "broken");

        Assert.True((await fine).IsAccepted);
        await Assert.ThrowsAsync<InvalidDataException>(() => broken);
    }

    [Fact]
    public async Task Duplicate_ids_in_one_batch_bring_one_posting_and_one_answer()
    {
        await using var bench = new LedgerBench(_faulty);
        WalletId alice = await bench.OpenAsync("alice", 100);
        WalletId bob = await bench.OpenAsync("bob");
        var gate = new Gate();
        _faulty.NextWrites(new StoreFault.Late(gate));
        Task<LedgerResult<PostingReceipt>> first = bench.TransferAsync(alice, bob, 1, "first");
        await gate.Reached;

        Task<LedgerResult<PostingReceipt>>[] same = [.. Enumerable.Range(0, 8).Select(_ => bench.TransferAsync(alice, bob, 50, "same"))];
        Task<LedgerResult<PostingReceipt>> other = bench.TransferAsync(alice, bob, 51, "same");
        await gate.OpenAsync();
        await first;
        LedgerResult<PostingReceipt>[] answers = await Task.WhenAll(same);

        Assert.All(answers, answer => Assert.Equal(answers[0].Value!.Lines, answer.Value!.Lines));
        Assert.Single(answers, answer => !answer.Replayed);
        Assert.IsType<PostingIdReused>((await other).Refusal);
        Assert.Equal(51, (await bench.WalletAsync(bob)).Posted.Minor);
        (await LedgerAudit.ReadAsync(_store, Zero)).MustHold();
    }
}
