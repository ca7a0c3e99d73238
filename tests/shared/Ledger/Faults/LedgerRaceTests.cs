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

/// <summary>Two processes, and calls that arrive when they are no longer expected.</summary>
public sealed class LedgerRaceTests : IAsyncLifetime
{
    private static readonly TimeSpan Never = TimeSpan.FromMinutes(1);
    private readonly InMemoryLedgerStore _store = new();
    private readonly FaultyStore _faulty;
    private readonly LedgerBench _one;
    private readonly LedgerBench _other;
    private WalletId _alice;
    private WalletId _bob;

    public LedgerRaceTests()
    {
        _faulty = new FaultyStore(_store);
        _one = new LedgerBench(_faulty, options: new LedgerWriterOptions { Slot = 0, CallTimeout = Never, CommandTimeout = Never });
        _other = new LedgerBench(_store, options: new LedgerWriterOptions { Slot = 1 });
    }

    public async Task InitializeAsync()
    {
        _alice = await _one.OpenAsync("alice", 100);
        _bob = await _one.OpenAsync("bob", 100);
    }

    public async Task DisposeAsync()
    {
        (await LedgerAudit.ReadAsync(_store, Zero)).MustHold();
        await _one.DisposeAsync();
        await _other.DisposeAsync();
    }

    [Fact]
    public async Task A_posting_that_was_refused_elsewhere_while_it_hung_stays_refused_although_there_is_money_again()
    {
        Gate gate = HangNextWrite();
        Task<LedgerResult<PostingReceipt>> first = _one.TransferAsync(_alice, _bob, 100, "t");
        await gate.Reached;

        await AcceptedAsync(_other.TransferAsync(_alice, _bob, 1, "drain"));
        LedgerResult<PostingReceipt> second = await _other.TransferAsync(_alice, _bob, 100, "t");
        await AcceptedAsync(_other.TransferAsync(_bob, _alice, 50, "fill"));
        await gate.OpenAsync();

        Assert.Equal(new InsufficientFunds(_alice, Dollars(99), Dollars(100)), second.Refusal);
        Assert.Equal(second.Refusal, (await first).Refusal);
        Assert.Equal(second.Refusal, (await _other.TransferAsync(_alice, _bob, 100, "t")).Refusal);
        Assert.Equal(149, (await _one.WalletAsync(_alice)).Posted.Minor);
    }

    [Fact]
    public async Task A_posting_given_up_while_it_hung_and_refused_on_the_second_attempt_never_lands()
    {
        await using var hasty = new LedgerBench(
            _faulty, options: new LedgerWriterOptions { Slot = 2, CallTimeout = TimeSpan.FromMilliseconds(20), CommandTimeout = TimeSpan.FromMilliseconds(1), FirstRetryDelay = TimeSpan.FromMilliseconds(1) });
        Gate gate = HangNextWrite();
        await Assert.ThrowsAsync<LedgerUnavailableException>(() => hasty.TransferAsync(_alice, _bob, 100, "t"));

        await AcceptedAsync(_other.TransferAsync(_alice, _bob, 1, "drain"));
        LedgerResult<PostingReceipt> second = await _other.TransferAsync(_alice, _bob, 100, "t");
        await AcceptedAsync(_other.TransferAsync(_bob, _alice, 50, "fill"));
        await gate.OpenAsync();

        Assert.IsType<InsufficientFunds>(second.Refusal);
        Assert.Equal(149, (await _one.WalletAsync(_alice)).Posted.Minor);
        Assert.Equal(second.Refusal, (await _one.TransferAsync(_alice, _bob, 100, "t")).Refusal);
    }

    [Fact]
    public async Task A_stale_balance_never_declines_good_money()
    {
        await AcceptedAsync(_one.TransferAsync(_alice, _bob, 100, "step-1"));
        await AcceptedAsync(_other.TransferAsync(_bob, _alice, 200, "step-2"));

        await AcceptedAsync(_one.TransferAsync(_alice, _bob, 200, "step-3"));
        await AcceptedAsync(_other.HoldAsync(_bob, "hold", 200));
        await AcceptedAsync(_other.ReleaseAsync(_bob, "hold"));
        await AcceptedAsync(_one.TransferAsync(_bob, _alice, 200, "step-4"));
    }

    [Fact]
    public async Task A_stale_status_hold_or_missing_wallet_never_declines_good_money()
    {
        await AcceptedAsync(_one.SetStatusAsync(_alice, WalletStatus.Suspended, "suspend"));
        await AcceptedAsync(_other.SetStatusAsync(_alice, WalletStatus.Active, "activate"));
        await AcceptedAsync(_one.TransferAsync(_alice, _bob, 1, "step-5"));

        await AcceptedAsync(_one.HoldAsync(_alice, "hold", 99));
        await AcceptedAsync(_other.ReleaseAsync(_alice, "hold"));
        await AcceptedAsync(_one.TransferAsync(_alice, _bob, 99, "step-6"));

        Assert.IsType<UnknownWallet>((await _one.TransferAsync(_bob, WalletNamed("carol"), 1, "early")).Refusal);
        WalletId carol = await _other.OpenAsync("carol");
        await AcceptedAsync(_one.TransferAsync(_bob, carol, 1, "step-7"));
    }

    [Fact]
    public async Task A_stale_balance_never_accepts_money_that_is_gone()
    {
        await AcceptedAsync(_one.TransferAsync(_alice, _bob, 1, "step-8"));
        await AcceptedAsync(_other.TransferAsync(_alice, _bob, 99, "step-9"));

        Assert.Equal(new InsufficientFunds(_alice, Dollars(0), Dollars(1)), (await _one.TransferAsync(_alice, _bob, 1, "step-10")).Refusal);
    }

    [Fact]
    public async Task A_cancellation_before_the_posting_arrives_wins()
    {
        Gate gate = HangNextWrite();
        Task<LedgerResult<PostingReceipt>> posting = _one.TransferAsync(_alice, _bob, 100, "t");
        await gate.Reached;

        LedgerResult<PostingReceipt> canceled = await _other.Ledger.RefuseAsync(new RefusePosting(Zero, Posting("t").Id), CancellationToken.None);
        await gate.OpenAsync();

        Assert.IsType<PostingCanceled>(canceled.Refusal);
        Assert.IsType<PostingCanceled>((await posting).Refusal);
        Assert.Equal(100, (await _one.WalletAsync(_alice)).Posted.Minor);
    }

    [Fact]
    public async Task A_cancellation_after_the_posting_landed_brings_its_receipt_though_nobody_knew()
    {
        _faulty.NextWrites(new StoreFault.AnswerLost());
        var gate = new Gate();
        _faulty.NextReads(new StoreFault.Late(gate));
        Task<LedgerResult<PostingReceipt>> posting = _one.TransferAsync(_alice, _bob, 100, "t");
        await gate.Reached;

        LedgerResult<PostingReceipt> canceled = await _other.Ledger.RefuseAsync(new RefusePosting(Zero, Posting("t").Id), CancellationToken.None);
        await gate.OpenAsync();

        Assert.True(canceled.IsAccepted);
        Assert.Equal(canceled.Value.Lines, (await posting).Value!.Lines);
    }

    [Fact]
    public async Task A_release_before_the_hold_arrives_wins()
    {
        Gate gate = HangNextWrite();
        Task<LedgerResult<HoldView>> hold = _one.HoldAsync(_alice, "h", 100);
        await gate.Reached;

        LedgerResult<HoldView> released = await _other.ReleaseAsync(_alice, "h");
        await gate.OpenAsync();

        Assert.IsType<HoldCanceled>(released.Refusal);
        Assert.IsType<HoldCanceled>((await hold).Refusal);
        Assert.Equal(0, (await _one.WalletAsync(_alice)).Held.Minor);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_posting_and_its_cancellation_agree_whoever_is_first(bool inOneProcess)
    {
        for (int i = 0; i < 40; i++)
        {
            LedgerBench canceler = inOneProcess ? _one : _other;
            string name = $"race-{i}";
            Task<LedgerResult<PostingReceipt>> posting = Task.Run(() => _one.TransferAsync(i % 2 == 0 ? _alice : _bob, i % 2 == 0 ? _bob : _alice, 1, name));
            Task<LedgerResult<PostingReceipt>> canceling = Task.Run(() => canceler.Ledger.RefuseAsync(new RefusePosting(Zero, Posting(name).Id), CancellationToken.None));

            Assert.Equal((await posting).IsAccepted, (await canceling).IsAccepted);
            Assert.Equal((await posting).Value?.Lines, (await canceling).Value?.Lines);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_hold_is_captured_or_released_and_never_both(bool inOneProcess)
    {
        for (int i = 0; i < 40; i++)
        {
            LedgerBench releaser = inOneProcess ? _one : _other;
            string name = $"race-{i}";
            HoldView hold = await AcceptedAsync(_one.HoldAsync(_alice, name, 1));
            PostLines capture = Posting(name, PostingLine.Debit(_alice, Dollars(1)), PostingLine.Credit(_bob, Dollars(1))) with { Captures = [new HoldCapture(_alice, hold.Id, Dollars(1))] };
            Task<LedgerResult<PostingReceipt>> capturing = Task.Run(() => _one.Ledger.PostAsync(capture, CancellationToken.None));
            Task<LedgerResult<HoldView>> releasing = Task.Run(() => releaser.ReleaseAsync(_alice, name));

            Assert.NotEqual((await capturing).IsAccepted, (await releasing).IsAccepted);
            Assert.True((await capturing).Refusal is null or HoldNotActive);
            Assert.True((await releasing).Refusal is null or HoldNotActive);
        }
    }

    private Gate HangNextWrite()
    {
        var gate = new Gate();
        _faulty.NextWrites(new StoreFault.Late(gate));
        return gate;
    }
}
