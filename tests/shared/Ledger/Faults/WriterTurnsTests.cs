using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Proof;
using WalletFunctions.Shared.Ledger.Proof.Heads;
using WalletFunctions.Shared.Ledger.Proof.Rebuilding;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Ledger.Storage;
using WalletFunctions.Shared.Ledger.Writing;
using WalletFunctions.Tests.Shared.Ledger.Proof;
using Xunit;
using static WalletFunctions.Tests.Shared.Ledger.LedgerBench;

namespace WalletFunctions.Tests.Shared.Ledger.Faults;

/// <summary>Processes that meet in one ledger partition take turns; that is advice, and nothing rests on it.</summary>
public sealed class WriterTurnsTests
{
    private const int Wallets = 40;
    private const int Callers = 24;
    private static readonly ProofScope.Whole Whole = new(Partner, 1);
    private readonly InMemoryLedgerStore _store = new();
    private readonly InMemoryDailyHeadStore _heads = new();

    [Fact]
    public async Task Two_busy_processes_hand_the_turn_and_the_changed_rows_to_each_other()
    {
        var store = new SlowStore(_store);
        await using LedgerBench one = NewBench(store, 0), other = NewBench(store, 1);

        await TransferFromBothAsync(one, other, rounds: 60);

        var turn = Assert.IsType<TurnRow>((await _store.FindAsync(Zero, RowKeys.Turn, CancellationToken.None))!.Row);
        Assert.True(turn.Number >= 2, $"{turn.Number} turns.");
        Assert.IsType<TurnChangesRow>((await _store.FindAsync(Zero, RowKeys.TurnChanges, CancellationToken.None))!.Row);
        (await LedgerAudit.ReadAsync(_store, Zero)).MustHold();
    }

    [Fact]
    public async Task A_turn_that_nobody_ends_is_over_after_its_timeout()
    {
        var store = new SlowStore(_store);
        await using LedgerBench one = NewBench(store, 0), other = NewBench(store, 1);
        await _store.WriteAsync(Zero, [new RowWrite(new TurnRow { Number = 7, Holder = "killed" }, null)], CancellationToken.None);

        await TransferFromBothAsync(one, other, rounds: 60);

        Assert.True(((TurnRow)(await _store.FindAsync(Zero, RowKeys.Turn, CancellationToken.None))!.Row).Number > 7);
        (await LedgerAudit.ReadAsync(_store, Zero)).MustHold();
    }

    [Fact]
    public async Task What_a_turn_hands_on_may_be_old_or_nonsense()
    {
        var store = new SlowStore(_store);
        await using LedgerBench one = NewBench(store, 0), other = NewBench(store, 1);
        WalletId liar = await one.OpenAsync("w0");
        StoredRow stored = (await _store.FindAsync(Zero, RowKeys.Wallet(liar), CancellationToken.None))!;
        var lie = new TurnChangesRow.Change(RowKeys.Wallet(liar), new StoredRow(stored.Row, "an old version"), 7);
        RowWrite[] writes =
        [
            new RowWrite(new TurnRow { Number = 7, Holder = "process 0" }, null),
            new RowWrite(new TurnChangesRow { Number = 7, Changes = [lie] }, null),
        ];
        await _store.WriteAsync(Zero, writes, CancellationToken.None);

        await TransferFromBothAsync(one, other, rounds: 40);
        _store.Tamper(Zero, RowKeys.Turn, new UnreadableRow(RowKeys.Turn, "Not a turn."));
        await TransferFromBothAsync(one, other, rounds: 40, life: 2);

        (await LedgerAudit.ReadAsync(_store, Zero)).MustHold();
    }

    [Fact]
    public async Task A_process_alone_never_asks_for_a_turn()
    {
        await using LedgerBench one = NewBench(new SlowStore(_store), 0);

        await TransferFromBothAsync(one, one, rounds: 10);

        Assert.Null(await _store.FindAsync(Zero, RowKeys.Turn, CancellationToken.None));
    }

    [Fact]
    public async Task A_process_that_ends_is_not_waited_for()
    {
        var store = new SlowStore(_store);
        LedgerBench one = NewBench(store, 0), other = NewBench(store, 1);
        await TransferFromBothAsync(one, other, rounds: 40);

        await one.DisposeAsync();
        await other.DisposeAsync();

        var turn = (TurnRow)(await _store.FindAsync(Zero, RowKeys.Turn, CancellationToken.None))!.Row;
        Assert.Equal((string.Empty, 0), (turn.Holder, turn.Processes.Count));
    }

    [Fact]
    public async Task Verification_and_rebuild_pass_over_the_rows_of_turns()
    {
        var store = new SlowStore(_store);
        await using (LedgerBench one = NewBench(store, 0), other = NewBench(store, 1))
        {
            await TransferFromBothAsync(one, other, rounds: 40);
        }

        SortedDictionary<string, LedgerRow> before = await LedgerRows.ReadAsync(_store, Zero);
        Assert.Contains(RowKeys.Turn, before.Keys);
        foreach (string rowKey in before.Keys.Where(key => key.StartsWith(RowKeys.Wallets, StringComparison.Ordinal)))
        {
            _store.Tamper(Zero, rowKey, row: null);
        }

        RebuildReport rebuilt = await new LedgerRebuilder(_store, _heads, Keys, TimeProvider.System).RebuildAsync(Whole, progress: null, CancellationToken.None);
        VerifyReport verified = await new LedgerVerifier(_store, _heads, EveryTransaction.IsFinished, Keys, TimeProvider.System)
            .VerifyAsync(Whole, watermarks: null, progress: null, CancellationToken.None);

        Assert.Equal(string.Empty, string.Join('\n', rebuilt.Damage.Concat(verified.Findings)));
        Assert.Equal(string.Empty, LedgerRows.Differences(before, await LedgerRows.ReadAsync(_store, Zero)));
    }

    private static LedgerBench NewBench(ILedgerStore store, int slot) => new(store, options: new LedgerWriterOptions
    {
        Slot = slot,
        Process = $"process {slot}",
        TurnLength = TimeSpan.FromMilliseconds(20),
        TurnTimeout = TimeSpan.FromMilliseconds(80),
        MaxWaitForTurn = TimeSpan.FromMilliseconds(160),
    });

    private static async Task TransferFromBothAsync(LedgerBench one, LedgerBench other, int rounds, int life = 1)
    {
        WalletId[] wallets = await Task.WhenAll(Enumerable.Range(0, Wallets).Select(number => one.OpenAsync($"w{number}", 1_000_000)));
        await Task.WhenAll(Enumerable.Range(0, 2 * Callers).Select(caller => Task.Run(async () =>
        {
            var random = new Random(caller);
            for (int i = 0; i < rounds; i++)
            {
                int from = random.Next(Wallets), to = (from + 1 + random.Next(Wallets - 1)) % Wallets;
                await AcceptedAsync((caller < Callers ? one : other).TransferAsync(wallets[from], wallets[to], 1, $"t-{life}-{caller}-{i}"));
            }
        })));
    }

    /// <summary>A storage that takes a moment, so that commands gather.</summary>
    private sealed class SlowStore(ILedgerStore inner) : ILedgerStore
    {
        public Task<StoredRow?> FindAsync(LedgerPartition partition, string rowKey, CancellationToken cancellationToken) => inner.FindAsync(partition, rowKey, cancellationToken);

        public async Task<WriteResult> WriteAsync(LedgerPartition partition, IReadOnlyList<RowWrite> writes, CancellationToken cancellationToken)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, cancellationToken);
            return await inner.WriteAsync(partition, writes, cancellationToken);
        }

        public IAsyncEnumerable<StoredRow> ScanAsync(LedgerPartition partition, RowRange range, int? pageSize, CancellationToken cancellationToken) =>
            inner.ScanAsync(partition, range, pageSize, cancellationToken);
    }
}
