using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Monetary;
using WalletFunctions.Shared.Transactions;

namespace WalletFunctions.Tests.Shared.Transactions;

/// <summary>Orders to decide about.</summary>
internal static class Orders
{
    public static readonly PartnerId Partner = PartnerId.Parse("demo");
    public static readonly WalletId Alice = WalletId.Derive(Partner, "alice", 0);
    public static readonly WalletId Bob = WalletId.Derive(Partner, "bob", 0);
    public static readonly WalletId Carol = WalletId.Derive(Partner, "carol", 1);
    public static readonly DateTimeOffset Now = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);
    public static readonly BankEventKey Event = BankEventKey.Derive(Partner, "bank-1");

    public static Money Usd(long minor) => new(minor, Currency.Parse("USD"));

    public static TransactionOrder Transfer() => Order(TransactionType.Transfer) with { Source = Alice, Destination = Bob };

    public static TransactionOrder TransferAcross() => Order(TransactionType.Transfer) with { Source = Alice, Destination = Carol };

    public static TransactionOrder Deposit() => Order(TransactionType.Deposit) with { Destination = Alice, BankEvent = Event };

    public static TransactionOrder Payment(long feeMinor) => Transfer() with { Type = TransactionType.Payment, Fee = Usd(feeMinor) };

    public static TransactionOrder Fee() => Order(TransactionType.Fee) with { Source = Alice };

    public static TransactionOrder Withdrawal() => Order(TransactionType.Withdrawal) with { Source = Alice };

    public static TransactionOrder Answering() => Withdrawal() with { BankEvent = Event };

    public static TransactionOrder Collection() => Order(TransactionType.Deposit) with { Destination = Alice };

    public static TransactionOrder ReturnOfDeposit() => Order(TransactionType.Reversal) with
    {
        Source = Alice,
        Original = TransactionId.Derive(Partner, "original"),
        OriginalPosting = PostingId.Parse("original"),
    };

    public static BankEventClaim Claim(BankEventType type = BankEventType.DepositReceived, int number = 1, BankEventState from = BankEventState.Open) =>
        new(number, from, type);

    public static Booking Booking(WalletId wallet, long sequence = 1) => new()
    {
        Posting = PostingId.Parse("posting"),
        BookingDate = new DateOnly(2026, 3, 4),
        Entries = [new BookedEntry
        {
            Wallet = wallet,
            Sequence = sequence,
            Direction = EntryDirection.Credit,
            Amount = Usd(100),
            BalanceAfter = Usd(100 * sequence),
            MirrorHash = "hash" + sequence,
            Time = Now,
        }],
    };

    private static TransactionOrder Order(TransactionType type) => new()
    {
        Partner = Partner,
        Id = TransactionId.Derive(Partner, "key-1"),
        Type = type,
        Amount = Usd(1250),
        TimeZone = "UTC",
        CreatedAt = Now,
    };
}
