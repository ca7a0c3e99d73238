using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Refusals;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Ledger.Storage;
using WalletFunctions.Shared.Monetary;
using Xunit;

namespace WalletFunctions.Tests.Shared.Ledger;

/// <summary>What every store of the ledger must do: the one in memory, and the one in Azure Tables.</summary>
public abstract class LedgerStoreContract
{
    private static readonly LedgerPartition Zero = LedgerBench.Zero;
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 8, 30, 0, 123, TimeSpan.Zero);

    protected abstract Task<ILedgerStore> NewStoreAsync();

    [Fact]
    public async Task A_row_that_is_not_there_is_null()
    {
        ILedgerStore store = await NewStoreAsync();

        Assert.Null(await store.FindAsync(Zero, "W~wal_00nothing", CancellationToken.None));
    }

    [Fact]
    public async Task Every_kind_of_row_comes_back_as_it_was_written()
    {
        ILedgerStore store = await NewStoreAsync();
        foreach (LedgerRow row in RowsOfEveryKind())
        {
            await WriteAsync(store, new RowWrite(row, IfMatch: null));

            StoredRow? found = await store.FindAsync(Zero, row.RowKey, CancellationToken.None);

            Assert.Equivalent(row, found!.Row, strict: true);
            Assert.Equal(row.GetType(), found.Row.GetType());
        }
    }

    [Fact]
    public async Task An_insert_of_a_row_that_exists_writes_nothing_of_the_whole()
    {
        ILedgerStore store = await NewStoreAsync();
        await WriteAsync(store, new RowWrite(Wallet("first"), IfMatch: null));

        WriteResult result = await store.WriteAsync(
            Zero, [new RowWrite(Wallet("second"), IfMatch: null), new RowWrite(Wallet("first"), IfMatch: null)], CancellationToken.None);

        Assert.Equal(1, Assert.IsType<WriteResult.Conflicted>(result).Index ?? 1);
        Assert.Null(await store.FindAsync(Zero, Wallet("second").RowKey, CancellationToken.None));
    }

    [Fact]
    public async Task A_replacement_needs_the_version_that_was_read()
    {
        ILedgerStore store = await NewStoreAsync();
        string first = await WriteAsync(store, new RowWrite(Wallet("w"), IfMatch: null));
        string second = await WriteAsync(store, new RowWrite(Wallet("w") with { PostedMinor = 1 }, first));

        WriteResult stale = await store.WriteAsync(Zero, [new RowWrite(Wallet("w") with { PostedMinor = 2 }, first)], CancellationToken.None);

        Assert.IsType<WriteResult.Conflicted>(stale);
        Assert.NotEqual(first, second);
        StoredRow found = (await store.FindAsync(Zero, Wallet("w").RowKey, CancellationToken.None))!;
        Assert.Equal((1L, second), (((WalletRow)found.Row).PostedMinor, found.ETag));
    }

    [Fact]
    public async Task A_replacement_of_a_row_that_is_not_there_is_a_conflict()
    {
        ILedgerStore store = await NewStoreAsync();
        string version = await WriteAsync(store, new RowWrite(Wallet("there"), IfMatch: null));

        Assert.IsType<WriteResult.Conflicted>(await store.WriteAsync(Zero, [new RowWrite(Wallet("absent"), version)], CancellationToken.None));
    }

    [Fact]
    public async Task A_replacement_forgets_what_the_new_row_does_not_have()
    {
        ILedgerStore store = await NewStoreAsync();
        string version = await WriteAsync(store, new RowWrite(Wallet("w") with { HeldMinor = 5 }, IfMatch: null));

        await WriteAsync(store, new RowWrite(Wallet("w"), version));

        Assert.Equal(0, ((WalletRow)(await store.FindAsync(Zero, Wallet("w").RowKey, CancellationToken.None))!.Row).HeldMinor);
    }

    [Fact]
    public async Task A_hundred_rows_are_written_together_and_each_has_its_version()
    {
        ILedgerStore store = await NewStoreAsync();
        List<RowWrite> writes = [.. Enumerable.Range(0, 100).Select(number => new RowWrite(Wallet($"w{number}"), IfMatch: null))];

        IReadOnlyList<string> etags = Assert.IsType<WriteResult.Written>(await store.WriteAsync(Zero, writes, CancellationToken.None)).ETags;

        for (int i = 0; i < writes.Count; i += 33)
        {
            Assert.Equal(etags[i], (await store.FindAsync(Zero, writes[i].Row.RowKey, CancellationToken.None))!.ETag);
        }
    }

    [Fact]
    public async Task A_scan_brings_the_rows_of_a_range_in_the_order_of_their_keys()
    {
        ILedgerStore store = await NewStoreAsync();
        WalletId wallet = LedgerBench.WalletNamed("scanned");
        foreach (long sequence in (long[])[3, 12, 1, 100])
        {
            await WriteAsync(store, new RowWrite(Entry(wallet, sequence), IfMatch: null));
        }

        await WriteAsync(store, new RowWrite(Entry(LedgerBench.WalletNamed("other"), 50), IfMatch: null));
        await WriteAsync(store, new RowWrite(Wallet("scanned"), IfMatch: null));

        Assert.Equal([100, 12, 3, 1], await SequencesAsync(RowRange.OfPrefix(RowKeys.OfWallet(RowKeys.Entries, wallet))));
        Assert.Equal([12, 3, 1], await SequencesAsync(RowRange.OfPrefix(RowKeys.OfWallet(RowKeys.Entries, wallet)) with { From = RowKeys.Entry(wallet, 12) }));

        async Task<List<long>> SequencesAsync(RowRange range)
        {
            var found = new List<long>();
            await foreach (StoredRow row in store.ScanAsync(Zero, range, pageSize: 2, CancellationToken.None))
            {
                found.Add(((EntryRow)row.Row).Sequence);
            }

            return found;
        }
    }

    [Fact]
    public async Task Partitions_and_partners_are_apart()
    {
        ILedgerStore store = await NewStoreAsync();
        await WriteAsync(store, new RowWrite(Wallet("w"), IfMatch: null));

        Assert.Null(await store.FindAsync(Zero with { Number = 1 }, Wallet("w").RowKey, CancellationToken.None));
        Assert.Null(await store.FindAsync(Zero with { Partner = PartnerId.Parse("other") }, Wallet("w").RowKey, CancellationToken.None));
    }

    private static async Task<string> WriteAsync(ILedgerStore store, RowWrite write) =>
        Assert.Single(Assert.IsType<WriteResult.Written>(await store.WriteAsync(Zero, [write], CancellationToken.None)).ETags);

    private static WalletRow Wallet(string name) => new()
    {
        Wallet = LedgerBench.WalletNamed(name),
        Type = WalletType.Customer,
        Currency = LedgerBench.Usd,
        ControlVersion = 1,
        ControlHash = "c",
        OpenedAt = Now,
    };

    private static EntryRow Entry(WalletId wallet, long sequence) => new()
    {
        Wallet = wallet,
        Sequence = sequence,
        Transaction = LedgerBench.TransactionNamed("t"),
        Posting = PostingId.Of(LedgerBench.TransactionNamed("t"), "post"),
        Direction = EntryDirection.Debit,
        AmountMinor = long.MaxValue,
        Currency = LedgerBench.Usd,
        BalanceAfterMinor = long.MinValue,
        Counterparty = "settlement",
        BookingDate = LedgerBench.Date,
        Time = Now,
        MirrorHash = "m",
        Hash = "h",
        HashKeyId = "k1",
    };

    private static IEnumerable<LedgerRow> RowsOfEveryKind()
    {
        WalletId wallet = LedgerBench.WalletNamed("rich");
        TransactionId transaction = LedgerBench.TransactionNamed("t"), leg = LedgerBench.TransactionNamed("leg");
        PostingId everyCharacter = PostingId.Parse("ABCXYZabcxyz0189._:-");
        var windows = new LimitWindows(LedgerBench.Date, new LimitUse(1, 2, 3, 4), new LimitUse(5, 6, long.MaxValue, 8));
        var consumed = new ConsumedWindow(wallet, EntryDirection.Credit, LedgerBench.Date, 77, 1, Customer: true);
        yield return Wallet("plain");
        yield return Wallet("rich") with
        {
            Customer = CustomerId.Parse("A.z_9:-"),
            Tier = LedgerBench.Full,
            LimitProfile = LedgerBench.Free,
            CustomerLimited = true,
            PartnerStatus = WalletStatus.Suspended,
            BankStatus = WalletStatus.Blocked,
            StatusVersion = 3,
            PostedMinor = -5,
            HeldMinor = 6,
            InboundMinor = 7,
            HoldChanges = 9,
            Sequence = 8,
            LastEntryAt = Now,
            Hash = "h",
            MirrorHash = "m",
            Windows = windows,
        };
        yield return new CustomerRow { CustomerKey = CustomerId.Parse("c").ToKey(), Currency = LedgerBench.Usd, PostedMinor = 1, InboundMinor = 2, Windows = windows };
        yield return Entry(wallet, 1);
        yield return Entry(wallet, LedgerBounds.MaxSequence) with { Direction = EntryDirection.Credit, Posting = everyCharacter };
        yield return new PostingRow
        {
            Id = everyCharacter,
            Transaction = transaction,
            BookingDate = LedgerBench.Date,
            Time = Now,
            Fingerprint = "f",
            Lines =
            [
                new PostingLineRow { Wallet = wallet, Sequence = 1, Direction = EntryDirection.Debit, Amount = LedgerBench.Dollars(5), Transaction = transaction },
                new PostingLineRow
                {
                    Wallet = Stripes.Of(Zero, WalletType.Suspense, LedgerBench.Usd, 15),
                    Sequence = 2,
                    Direction = EntryDirection.Credit,
                    Amount = LedgerBench.Dollars(5),
                    Kind = LineKind.Fee,
                    Transaction = leg,
                    DivertedFrom = wallet,
                    Diverted = DiversionReason.WalletClosed,
                    RefundedMinor = 4,
                },
            ],
            Consumed = [consumed, consumed with { Customer = false }],
            Captures = [new HoldCapture(wallet, HoldId.Parse("h:1"), LedgerBench.Dollars(3))],
            Undo = new UndoOf(PostingId.Parse("p0"), UndoKind.Refund, leg),
            ReversedBy = leg,
            Seal = "k1.s",
        };
        yield return new HoldRow
        {
            Wallet = wallet,
            Id = HoldId.Parse("ABCXYZabcxyz0189._:-"),
            Transaction = transaction,
            Kind = HoldKind.Inbound,
            Amount = LedgerBench.Dollars(9),
            FeeMinor = 1,
            Fingerprint = "f",
            PlacedAs = 3,
            PlacedAt = Now,
            ExpiresAt = Now.AddDays(1),
            Undo = new UndoOf(PostingId.Parse("p0"), UndoKind.Reversal),
            Consumed = [consumed],
            State = HoldState.Captured,
            CapturedMinor = 8,
            CapturedBy = everyCharacter,
            EndedAs = 4,
            EndedAt = Now,
        };
        yield return new RefusalRow(RowKeys.Posting(PostingId.Parse("p9")), new InsufficientFunds(wallet, LedgerBench.Dollars(1), new Money(2, LedgerBench.Usd)), "f", Now);
        yield return new RefusalRow(RowKeys.Hold(wallet, HoldId.Parse("h9")), new HoldCanceled(wallet, HoldId.Parse("h9")), string.Empty, Now);
        yield return new TurnRow
        {
            Number = 4,
            Holder = "b",
            KnownUpTo = 2,
            Processes = [new TurnRow.LastTurn("a", 3), new TurnRow.LastTurn("b", 4)],
        };
        yield return new TurnChangesRow
        {
            Number = 4,
            Changes =
            [
                new TurnChangesRow.Change(Wallet("shared").RowKey, new StoredRow(Wallet("shared"), "W/\"1\""), 4),
                new TurnChangesRow.Change(Wallet("changed").RowKey, Stored: null, 3),
            ],
        };
        yield return new ControlRow
        {
            Wallet = wallet,
            Version = 2,
            ChangeId = "A.z_9:-",
            Kind = ControlKind.Terms,
            Type = WalletType.Operational,
            Currency = LedgerBench.Usd,
            Customer = CustomerId.Parse("c"),
            Tier = LedgerBench.Full,
            LimitProfile = LedgerBench.Free,
            CustomerLimited = true,
            PartnerStatus = WalletStatus.Suspended,
            BankStatus = WalletStatus.Opening,
            StatusVersion = 1,
            Reason = "because | ; ~ \n \"quotes\" ü",
            Time = Now,
            Hash = "h",
            HashKeyId = "k",
        };
        yield return new ControlRow
        {
            Wallet = wallet,
            Version = 1,
            ChangeId = string.Empty,
            Kind = ControlKind.Opened,
            Type = WalletType.Customer,
            Currency = LedgerBench.Usd,
            Time = Now,
        };
    }
}
