using System.Threading.Channels;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Ledger.Storage;
using WalletFunctions.Tests.Local.Durable.Harness;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Shared.Ledger;

/// <summary>Callers that send one command after another share their writes, and a caller that is alone does not wait for others.</summary>
public sealed class GatheringTests
{
    private static readonly TimeSpan Deadline = TestPatience.Longest;
    private static readonly TimeSpan CallTime = TimeSpan.FromMilliseconds(20);
    private readonly ManualClock _clock = new();
    private readonly HeldStore _store = new();

    [Fact]
    public async Task The_next_write_waits_a_moment_for_as_many_commands_as_the_last_one_had()
    {
        await using var bench = new LedgerBench(_store, _clock);
        WalletId[] wallets = await OpenAsync(bench, 7);
        Task<LedgerResult<PostingReceipt>>[] three = await HoldThreeTogetherAsync(bench, wallets);

        Task<LedgerResult<PostingReceipt>> early = Deposit(bench, wallets[4]);
        await PassAsync();
        await Task.WhenAll(three).WaitAsync(Deadline);
        Task<LedgerResult<PostingReceipt>>[] late = [Deposit(bench, wallets[5]), Deposit(bench, wallets[6])];

        Assert.Equal(3, await PassAsync());
        await Task.WhenAll([early, .. late]).WaitAsync(Deadline);
    }

    [Fact]
    public async Task A_write_whose_company_does_not_come_is_sent_all_the_same()
    {
        await using var bench = new LedgerBench(_store, _clock);
        WalletId[] wallets = await OpenAsync(bench, 5);
        Task<LedgerResult<PostingReceipt>>[] three = await HoldThreeTogetherAsync(bench, wallets);

        Task<LedgerResult<PostingReceipt>> alone = Deposit(bench, wallets[4]);
        await PassAsync();
        await Task.WhenAll(three).WaitAsync(Deadline);
        Task<int> passed = PassAsync();
        while (!passed.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }

        Assert.Equal(1, await passed);
        await alone.WaitAsync(Deadline);
    }

    [Fact]
    public async Task A_caller_that_is_alone_waits_for_nobody()
    {
        await using var bench = new LedgerBench(_store, _clock);
        WalletId[] wallets = await OpenAsync(bench, 1);
        for (int i = 0; i < 5; i++)
        {
            Task<LedgerResult<PostingReceipt>> alone = Deposit(bench, wallets[0]);
            Assert.Equal(1, await PassAsync());
            await alone.WaitAsync(Deadline);
        }
    }

    private static Task<LedgerResult<PostingReceipt>> Deposit(LedgerBench bench, WalletId wallet) => bench.PostAsync(
        Guid.NewGuid().ToString("N"), PostingLine.Debit(WalletType.Settlement, LedgerBench.Dollars(1)), PostingLine.Credit(wallet, LedgerBench.Dollars(1)));

    private async Task<WalletId[]> OpenAsync(LedgerBench bench, int count)
    {
        var wallets = new WalletId[count];
        for (int i = 0; i < count; i++)
        {
            wallets[i] = await bench.OpenAsync($"w{i}", deposit: 1);
        }

        _store.Holds = true;
        return wallets;
    }

    /// <summary>Leaves a write of three commands in flight.</summary>
    private async Task<Task<LedgerResult<PostingReceipt>>[]> HoldThreeTogetherAsync(LedgerBench bench, WalletId[] wallets)
    {
        Task<LedgerResult<PostingReceipt>> first = Deposit(bench, wallets[0]);
        HeldWrite alone = await _store.NextAsync(Deadline);
        Task<LedgerResult<PostingReceipt>>[] three = [Deposit(bench, wallets[1]), Deposit(bench, wallets[2]), Deposit(bench, wallets[3])];
        _clock.Advance(CallTime);
        alone.Pass();
        await first.WaitAsync(Deadline);
        return three;
    }

    /// <summary>Lets the next write pass, which has taken its time.</summary>
    /// <returns>How many commands it had.</returns>
    private async Task<int> PassAsync()
    {
        HeldWrite write = await _store.NextAsync(Deadline);
        _clock.Advance(CallTime);
        write.Pass();
        return write.Postings;
    }

    private sealed class HeldWrite(int postings)
    {
        private readonly TaskCompletionSource _passed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Postings => postings;

        public Task Passed => _passed.Task;

        public void Pass() => _passed.SetResult();
    }

    private sealed class HeldStore : ILedgerStore
    {
        private readonly InMemoryLedgerStore _inner = new();
        private readonly Channel<HeldWrite> _held = Channel.CreateUnbounded<HeldWrite>();

        public bool Holds { get; set; }

        public async Task<HeldWrite> NextAsync(TimeSpan deadline) => await _held.Reader.ReadAsync().AsTask().WaitAsync(deadline);

        public Task<StoredRow?> FindAsync(LedgerPartition partition, string rowKey, CancellationToken cancellationToken) => _inner.FindAsync(partition, rowKey, cancellationToken);

        public async Task<WriteResult> WriteAsync(LedgerPartition partition, IReadOnlyList<RowWrite> writes, CancellationToken cancellationToken)
        {
            if (Holds)
            {
                var held = new HeldWrite(writes.Count(write => write.Row is PostingRow));
                await _held.Writer.WriteAsync(held, cancellationToken);
                await held.Passed;
            }

            return await _inner.WriteAsync(partition, writes, cancellationToken);
        }

        public IAsyncEnumerable<StoredRow> ScanAsync(LedgerPartition partition, RowRange range, int? pageSize, CancellationToken cancellationToken) =>
            _inner.ScanAsync(partition, range, pageSize, cancellationToken);
    }
}
