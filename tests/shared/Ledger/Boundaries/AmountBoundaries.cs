using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Refusals;
using WalletFunctions.Shared.Ledger.Storage;
using WalletFunctions.Shared.Monetary;
using Xunit;
using static WalletFunctions.Tests.Shared.Ledger.LedgerBench;

namespace WalletFunctions.Tests.Shared.Ledger.Boundaries;

/// <summary>Amounts at the edges of what is allowed, on every store.</summary>
public abstract class AmountBoundaries
{
    protected abstract Task<ILedgerStore> NewStoreAsync();

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    [InlineData(-long.MaxValue)]
    public async Task An_amount_that_is_not_more_than_zero_is_refused_and_leaves_nothing(long minor)
    {
        await using var bench = new LedgerBench(await NewStoreAsync());
        WalletId alice = await bench.OpenAsync("alice", 100);
        WalletView before = await bench.WalletAsync(alice);

        LedgerResult<PostingReceipt> posted = await bench.PostAsync("p", PostingLine.Debit(alice, Dollars(minor)), PostingLine.Credit(WalletType.Settlement, Dollars(minor)));
        LedgerResult<HoldView> held = await bench.HoldAsync(alice, "h", minor);
        LedgerResult<HoldView> reserved = await bench.HoldAsync(alice, "r", minor, HoldKind.Inbound);

        Assert.Equal(new InvalidAmount(Dollars(minor)), posted.Refusal);
        Assert.Equal(new InvalidAmount(Dollars(minor)), held.Refusal);
        Assert.Equal(new InvalidAmount(Dollars(minor)), reserved.Refusal);
        Assert.Equal(before, await bench.WalletAsync(alice));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(long.MaxValue)]
    public async Task The_smallest_and_the_largest_amount_come_in_are_held_and_go_out_again(long minor)
    {
        await using var bench = new LedgerBench(await NewStoreAsync());
        WalletId alice = await bench.OpenAsync("alice", minor);

        HoldView hold = await AcceptedAsync(bench.HoldAsync(alice, "h", minor));
        WalletView held = await bench.WalletAsync(alice);
        PostLines capture = Posting("p", PostingLine.Debit(alice, Dollars(minor)), PostingLine.Credit(WalletType.Settlement, Dollars(minor))) with
        {
            Captures = [new HoldCapture(alice, hold.Id, Dollars(minor))],
        };
        await AcceptedAsync(bench.Ledger.PostAsync(capture, CancellationToken.None));

        Assert.Equal((minor, minor, 0L), (held.Posted.Minor, held.Held.Minor, held.Available.Minor));
        WalletView after = await bench.WalletAsync(alice);
        Assert.Equal((0L, 0L, 2L), (after.Posted.Minor, after.Held.Minor, after.Sequence));
        EntryPage page = (await bench.Reader.FindEntriesAsync(Partner, alice, new EntryQuery(), CancellationToken.None))!;
        Assert.Equal([(minor, 0L), (minor, minor)], page.Items.Select(entry => (entry.Amount.Minor, entry.BalanceAfter.Minor)));
    }

    [Fact]
    public async Task A_balance_never_leaves_64_bits()
    {
        await using var bench = new LedgerBench(await NewStoreAsync());
        WalletId full = await bench.OpenAsync("full", long.MaxValue);
        WalletId other = await bench.OpenAsync("other");
        WalletId third = await bench.OpenAsync("third");

        LedgerResult<PostingReceipt> more = await bench.PostAsync("more", PostingLine.Debit(WalletType.Fee, Dollars(1)), PostingLine.Credit(full, Dollars(1)));
        await AcceptedAsync(bench.PostAsync("last", PostingLine.Debit(WalletType.Settlement, Dollars(1)), PostingLine.Credit(other, Dollars(1))));
        LedgerResult<PostingReceipt> below = await bench.PostAsync("below", PostingLine.Debit(WalletType.Settlement, Dollars(1)), PostingLine.Credit(third, Dollars(1)));
        LedgerResult<HoldView> reserved = await bench.HoldAsync(full, "r", 1, HoldKind.Inbound);

        Assert.Equal(new BalanceOverflow(full, Dollars(long.MaxValue), Dollars(1)), more.Refusal);
        Assert.Equal(new BalanceOverflow(WalletId.Parse("wal_00-settlement-usd-00"), Dollars(long.MinValue), Dollars(1)), below.Refusal);
        Assert.Equal(new BalanceOverflow(full, Dollars(long.MaxValue), Dollars(1)), reserved.Refusal);
        Assert.Equal(long.MinValue, (await bench.Reader.ListSystemWalletsAsync(Partner, 1, CancellationToken.None)).Single(wallet => wallet.Type == WalletType.Settlement).Posted.Minor);
    }

    [Fact]
    public async Task What_is_reserved_to_come_in_counts_towards_64_bits()
    {
        await using var bench = new LedgerBench(await NewStoreAsync());
        WalletId alice = await bench.OpenAsync("alice", long.MaxValue - 10);
        await AcceptedAsync(bench.HoldAsync(alice, "r", 10, HoldKind.Inbound));

        LedgerResult<PostingReceipt> refused = await bench.PostAsync("p", PostingLine.Debit(WalletType.Fee, Dollars(1)), PostingLine.Credit(alice, Dollars(1)));
        PostLines capture = Posting("c", PostingLine.Debit(WalletType.Fee, Dollars(10)), PostingLine.Credit(alice, Dollars(10))) with
        {
            Captures = [new HoldCapture(alice, HoldId.Of(TransactionNamed("r"), "hold"), Dollars(10))],
        };
        await AcceptedAsync(bench.Ledger.PostAsync(capture, CancellationToken.None));

        Assert.Equal(new BalanceOverflow(alice, Dollars(long.MaxValue - 10), Dollars(1)), refused.Refusal);
        Assert.Equal(long.MaxValue, (await bench.WalletAsync(alice)).Posted.Minor);
    }

    [Fact]
    public async Task What_a_window_has_consumed_never_leaves_64_bits_though_nothing_limits_it()
    {
        await using var bench = new LedgerBench(await NewStoreAsync());
        WalletId alice = await bench.OpenAsync("alice", long.MaxValue);
        await AcceptedAsync(bench.PostAsync("out", PostingLine.Debit(alice, Dollars(long.MaxValue)), PostingLine.Credit(WalletType.Settlement, Dollars(long.MaxValue))));

        LedgerResult<PostingReceipt> again = await bench.PostAsync("again", PostingLine.Debit(WalletType.Settlement, Dollars(1)), PostingLine.Credit(alice, Dollars(1)));

        Assert.Equal(new BalanceOverflow(alice, Dollars(long.MaxValue), Dollars(1)), again.Refusal);
    }

    [Fact]
    public async Task Balance_is_counted_beyond_64_bits_before_it_is_found_wanting()
    {
        await using var bench = new LedgerBench(await NewStoreAsync());
        WalletId alice = await bench.OpenAsync("alice");
        PostingLine[] lines = [.. Enumerable.Range(0, 33).Select(_ => PostingLine.Credit(alice, Dollars(long.MaxValue)))];

        LedgerResult<PostingReceipt> refused = await bench.PostAsync("p", lines);

        Assert.Equal(new Unbalanced(Usd, ((Int128)long.MaxValue * 33).ToString(System.Globalization.CultureInfo.InvariantCulture)), refused.Refusal);
    }

    [Theory]
    [InlineData("JPY")]
    [InlineData("USD")]
    [InlineData("KWD")]
    public async Task Minor_units_are_counted_whatever_their_digits(string code)
    {
        Currency currency = Currency.Parse(code);
        await using var bench = new LedgerBench(await NewStoreAsync());
        LimitProfileId limited = bench.Profile("limited", new LimitRule { Currency = currency, Wallet = new LimitSet { Debit = new DirectionLimits { TransactionMinor = 999 } } });
        WalletId alice = await bench.OpenAsync("alice", 5_000, currency, limited);
        WalletId bob = await bench.OpenAsync("bob", 0, currency, limited);

        await AcceptedAsync(bench.PostAsync("p", PostingLine.Debit(alice, new Money(999, currency)), PostingLine.Credit(bob, new Money(999, currency))));
        LedgerResult<PostingReceipt> above = await bench.PostAsync("q", PostingLine.Debit(alice, new Money(1_000, currency)), PostingLine.Credit(bob, new Money(1_000, currency)));

        Assert.Equal(new Money(999, currency), (await bench.WalletAsync(bob)).Posted);
        Assert.Equal(new AboveTransactionLimit(alice, LimitScope.Wallet, EntryDirection.Debit, new Money(999, currency), new Money(1_000, currency)), above.Refusal);
    }

    [Fact]
    public async Task A_posting_balances_in_each_currency_and_a_wallet_has_one()
    {
        Currency yen = Currency.Parse("JPY");
        Currency dinar = Currency.Parse("KWD");
        await using var bench = new LedgerBench(await NewStoreAsync());
        WalletId dollars = await bench.OpenAsync("dollars", 100);
        WalletId yens = await bench.OpenAsync("yens", 100, yen);
        WalletId dinars = await bench.OpenAsync("dinars", 100, dinar);

        LedgerResult<PostingReceipt> across = await bench.PostAsync("across", PostingLine.Debit(dollars, Dollars(5)), PostingLine.Credit(yens, new Money(5, yen)));
        LedgerResult<PostingReceipt> mismatched = await bench.PostAsync("mismatched", PostingLine.Debit(dollars, new Money(5, yen)), PostingLine.Credit(yens, new Money(5, yen)));
        await AcceptedAsync(bench.PostAsync(
            "all",
            PostingLine.Debit(dollars, Dollars(1)),
            PostingLine.Debit(yens, new Money(2, yen)),
            PostingLine.Debit(dinars, new Money(3, dinar)),
            PostingLine.Credit(WalletType.Fee, new Money(3, dinar)),
            PostingLine.Credit(WalletType.Fee, new Money(2, yen)),
            PostingLine.Credit(WalletType.Fee, Dollars(1))));

        Assert.Equal(new Unbalanced(Usd, "-5"), across.Refusal);
        Assert.Equal(new CurrencyMismatch(dollars, Usd, yen), mismatched.Refusal);
        IReadOnlyList<SystemWalletBalance> fees = await bench.Reader.ListSystemWalletsAsync(Partner, 1, CancellationToken.None);
        Assert.Equal([new Money(2, yen), new Money(3, dinar), Dollars(1)], fees.Where(wallet => wallet.Type == WalletType.Fee).Select(wallet => wallet.Posted));
    }
}
