using System.Text;
using Azure.Data.Tables;
using WalletFunctions.Ledger.Tables;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Ledger.Storage;
using WalletFunctions.Shared.Monetary;
using WalletFunctions.Tests.Shared.Ledger;
using Xunit;

namespace WalletFunctions.Tests.Functions.Ledger;

/// <summary>The largest rows that can be, against what the tables take: 64 KiB of a property, 1 MiB of a row, 4 MiB of a transaction.</summary>
public sealed class RowSizeTests
{
    private const int MaxCharacters = 32 * 1024;
    private const int MaxPropertyBytes = 64 * 1024;
    private const int MaxRowBytes = 1024 * 1024;
    private const int MaxTransactionBytes = 4 * 1024 * 1024;
    private static readonly WalletId Wallet = WalletId.Parse("wal_99abcdefghijklmnopqrstuvwxyz012345");
    private static readonly TransactionId Transaction = TransactionId.Parse("txn_6789abcdefghijklmnopqrstuvwxyz01");
    private static readonly Money Most = new(long.MaxValue, LedgerBench.Usd);
    private static readonly string Longest = new('a', 100);

    [Fact]
    public void A_hundred_of_the_largest_postings_fit_into_a_transaction()
    {
        var line = new PostingLineRow
        {
            Wallet = Wallet,
            Sequence = LedgerBounds.MaxSequence,
            Direction = EntryDirection.Credit,
            Amount = Most,
            Kind = LineKind.Fee,
            Transaction = Transaction,
            DivertedFrom = Wallet,
            Diverted = DiversionReason.WalletClosed,
            RefundedMinor = long.MaxValue,
        };
        var consumed = new ConsumedWindow(Wallet, EntryDirection.Debit, DateOnly.MaxValue, long.MaxValue, int.MaxValue, Customer: true);
        var posting = new PostingRow
        {
            Id = PostingId.Parse(Longest),
            Transaction = Transaction,
            BookingDate = DateOnly.MaxValue,
            Time = DateTimeOffset.MaxValue,
            Fingerprint = Longest,
            Lines = [.. Enumerable.Repeat(line, LedgerBounds.MaxLines)],
            Captures = [.. Enumerable.Repeat(new HoldCapture(Wallet, HoldId.Parse(Longest), Most), LedgerBounds.MaxCaptures)],
            Consumed = [.. Enumerable.Repeat(consumed, LedgerBounds.MaxLines + LedgerBounds.MaxCaptures)],
            Undo = new UndoOf(PostingId.Parse(Longest), UndoKind.Refund, Transaction),
            ReversedBy = Transaction,
            Seal = Longest,
        };

        Assert.InRange(SizeOf(posting) * LedgerBounds.MaxRows, 1, MaxTransactionBytes);
    }

    [Fact]
    public void What_a_turn_hands_on_fits_into_a_row_however_much_it_is()
    {
        var random = new Random(1);
        TurnChangesRow.Change[] changes = [.. Enumerable.Range(0, 2_000).Select(number => new TurnChangesRow.Change($"W~{number}", new StoredRow(NewWallet(random), Text(random, 200)), number))];

        Assert.InRange(SizeOf(new TurnChangesRow { Number = 1, Changes = changes }), 1, MaxRowBytes);
        var read = Assert.IsType<TurnChangesRow>(RowCodec.Read(RowCodec.Write("demo~00", new TurnChangesRow { Number = 1, Changes = changes })));
        Assert.Equal(TurnChangesRow.AnyRow, Assert.Single(read.Changes).RowKey);
    }

    private static WalletRow NewWallet(Random random) => new()
    {
        Wallet = Wallet,
        Type = WalletType.Customer,
        Currency = LedgerBench.Usd,
        ControlVersion = 1,
        ControlHash = Text(random, 400),
        OpenedAt = DateTimeOffset.UnixEpoch,
        Hash = Text(random, 400),
        MirrorHash = Text(random, 400),
    };

    private static string Text(Random random, int length) => Convert.ToBase64String(Enumerable.Range(0, length).Select(_ => (byte)random.Next(256)).ToArray());

    /// <summary>The bytes of a row as the service counts them (a character is two), after each of its properties was looked at.</summary>
    private static int SizeOf(LedgerRow row)
    {
        TableEntity entity = RowCodec.Write("demo~00", row);
        int size = 2 * ("demo~00".Length + row.RowKey.Length);
        foreach ((string name, object? value) in entity)
        {
            int bytes = value switch
            {
                string text => 2 * text.Length,
                byte[] binary => binary.Length,
                _ => sizeof(long),
            };
            Assert.True(value is not string characters || characters.Length <= MaxCharacters, $"'{name}' has {bytes / 2} characters.");
            Assert.InRange(bytes, 0, MaxPropertyBytes);
            size += (2 * Encoding.UTF8.GetByteCount(name)) + bytes;
        }

        return size;
    }
}
