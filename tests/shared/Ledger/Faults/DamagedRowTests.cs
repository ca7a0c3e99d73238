using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Proof;
using WalletFunctions.Shared.Ledger.Proof.Heads;
using WalletFunctions.Shared.Ledger.Proof.Rebuilding;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Ledger.Storage;
using WalletFunctions.Shared.Ledger.Writing;
using WalletFunctions.Tests.Local.Host;
using Xunit;
using static WalletFunctions.Tests.Shared.Ledger.LedgerBench;

namespace WalletFunctions.Tests.Shared.Ledger.Faults;

/// <summary>Rows that cannot be read, or that do not belong where they are: nothing is decided from them, and nobody else suffers.</summary>
public sealed class DamagedRowTests : IAsyncLifetime
{
    private readonly InMemoryLedgerStore _store = new();
    private readonly FaultyStore _counting;
    private readonly LedgerBench _before;
    private readonly LedgerBench _bench;
    private WalletId _alice;
    private WalletId _bob;

    public DamagedRowTests()
    {
        _counting = new FaultyStore(_store);
        _before = new LedgerBench(_store);
        _bench = new LedgerBench(_counting, options: new LedgerWriterOptions { Slot = 1, FirstRetryDelay = TimeSpan.FromMilliseconds(1) });
    }

    public async Task InitializeAsync()
    {
        _alice = await _before.OpenAsync("alice", 100);
        _bob = await _before.OpenAsync("bob", 100);
    }

    public async Task DisposeAsync()
    {
        await _before.DisposeAsync();
        await _bench.DisposeAsync();
    }

    [Fact]
    public async Task A_hold_that_cannot_be_read_is_no_unknown_hold()
    {
        HoldView hold = await AcceptedAsync(_before.HoldAsync(_alice, "held", 10));
        LedgerRow row = await SpoilAsync(RowKeys.Hold(_alice, hold.Id));
        PostLines capture = Posting("capture", PostingLine.Debit(_alice, Dollars(10)), PostingLine.Credit(_bob, Dollars(10))) with { Captures = [new HoldCapture(_alice, hold.Id, Dollars(10))] };

        await Assert.ThrowsAsync<InvalidDataException>(() => _bench.Ledger.PostAsync(capture, CancellationToken.None));
        await Assert.ThrowsAsync<InvalidDataException>(() => _bench.ReleaseAsync(_alice, "held"));
        await Assert.ThrowsAsync<InvalidDataException>(() => _bench.HoldAsync(_alice, "held", 10));
        await Assert.ThrowsAsync<InvalidOperationException>(() => _bench.Reader.FindHoldAsync(Partner, _alice, hold.Id, CancellationToken.None));
        _store.Tamper(Zero, row.RowKey, row);

        await AcceptedAsync(_bench.Ledger.PostAsync(capture, CancellationToken.None));
    }

    [Fact]
    public async Task A_posting_that_cannot_be_read_is_no_unknown_posting()
    {
        PostingReceipt posted = await AcceptedAsync(_before.TransferAsync(_alice, _bob, 10, "t"));
        LedgerRow row = await SpoilAsync(RowKeys.Posting(posted.Id));
        var reversal = new ReversePosting { Partition = Zero, Original = posted.Id, Transaction = TransactionNamed("back"), BookingDate = Date };

        await Assert.ThrowsAsync<InvalidDataException>(() => _bench.Ledger.ReverseAsync(reversal, CancellationToken.None));
        await Assert.ThrowsAsync<InvalidDataException>(() => _bench.TransferAsync(_alice, _bob, 10, "t"));
        await Assert.ThrowsAsync<InvalidDataException>(() => _bench.Ledger.RefuseAsync(new RefusePosting(Zero, posted.Id), CancellationToken.None));
        _store.Tamper(Zero, row.RowKey, row);

        Assert.True((await _bench.TransferAsync(_alice, _bob, 10, "t")).Replayed);
        await AcceptedAsync(_bench.Ledger.ReverseAsync(reversal, CancellationToken.None));
    }

    [Fact]
    public async Task A_wallet_whose_row_is_lost_is_no_unknown_wallet_to_what_cannot_be_refused()
    {
        HoldView hold = await AcceptedAsync(_before.HoldAsync(_alice, "held", 10));
        PostingReceipt posted = await AcceptedAsync(_before.TransferAsync(_bob, _alice, 5, "t"));
        LedgerRow row = (await _store.FindAsync(Zero, RowKeys.Wallet(_alice), CancellationToken.None))!.Row;
        _store.Tamper(Zero, row.RowKey, row: null);
        PostLines capture = Posting("capture", PostingLine.Debit(_alice, Dollars(10)), PostingLine.Credit(_bob, Dollars(10))) with { Captures = [new HoldCapture(_alice, hold.Id, Dollars(10))] };
        var back = new ReversePosting { Partition = Zero, Original = posted.Id, Transaction = TransactionNamed("back"), BookingDate = Date, Purpose = PostingPurpose.Compensation };

        await Assert.ThrowsAsync<InvalidDataException>(() => _bench.Ledger.PostAsync(capture, CancellationToken.None));
        await Assert.ThrowsAsync<InvalidDataException>(() => _bench.Ledger.ReverseAsync(back, CancellationToken.None));
        RebuildReport rebuilt = await new LedgerRebuilder(_store, new InMemoryDailyHeadStore(), Keys, TimeProvider.System).RebuildAsync(new ProofScope.OnePartition(Zero), progress: null, CancellationToken.None);

        Assert.Equal((false, 1L), (rebuilt.IsRefused, rebuilt.Wallets));
        Assert.Equal(row, (await _store.FindAsync(Zero, row.RowKey, CancellationToken.None))!.Row);
        await AcceptedAsync(_bench.Ledger.PostAsync(capture, CancellationToken.None));
        await AcceptedAsync(_bench.Ledger.ReverseAsync(back, CancellationToken.None));
    }

    [Fact]
    public async Task A_row_that_stands_where_the_next_entry_goes_does_not_have_the_storage_stormed()
    {
        var time = new ManualTime(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
        await using var bench = new LedgerBench(_counting, time, new LedgerWriterOptions { Slot = 2 });
        var entry = (EntryRow)(await _store.FindAsync(Zero, RowKeys.Entry(_alice, 1), CancellationToken.None))!.Row;
        _store.Tamper(Zero, RowKeys.Entry(_alice, 2), entry with { Sequence = 2 });
        WalletId carol = await bench.OpenAsync("carol");
        int before = _counting.WritesSent;

        Task<LedgerResult<PostingReceipt>> stuck = bench.TransferAsync(_alice, _bob, 1, "stuck");
        for (int number = 0; number < 10; number++)
        {
            Task<LedgerResult<PostingReceipt>> fine = bench.TransferAsync(_bob, carol, 1, $"fine-{number}");
            await time.AdvanceUntilAsync(() => fine.IsCompleted, TimeSpan.FromMilliseconds(5));
            await AcceptedAsync(fine);
        }

        // The ten, and as many attempts of the other as are made without a pause, and with the first.
        await time.AdvanceUntilAsync(() => _counting.WritesSent - before >= 36, TimeSpan.FromMilliseconds(5));
        await time.AdvanceUntilAsync(() => stuck.IsCompleted, TimeSpan.FromMilliseconds(500));
        LedgerUnavailableException told = await Assert.ThrowsAsync<LedgerUnavailableException>(() => stuck);
        Assert.Contains(RowKeys.Entry(_alice, 2), told.InnerException!.Message, StringComparison.Ordinal);
        Assert.InRange(_counting.WritesSent - before, 1, 60);
    }

    private async Task<LedgerRow> SpoilAsync(string rowKey)
    {
        LedgerRow row = (await _store.FindAsync(Zero, rowKey, CancellationToken.None))!.Row;
        _store.Tamper(Zero, rowKey, new UnreadableRow(rowKey, "It says what no row can say."));
        return row;
    }
}
