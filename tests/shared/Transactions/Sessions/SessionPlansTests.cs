using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Plans;
using WalletFunctions.Shared.Ledger.Refusals;
using WalletFunctions.Shared.Monetary;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Sessions;
using WalletFunctions.Tests.Shared.Ledger;
using Xunit;
using static WalletFunctions.Tests.Shared.Ledger.LedgerBench;

namespace WalletFunctions.Tests.Shared.Transactions.Sessions;

public sealed class SessionPlansTests : IAsyncLifetime
{
    private static readonly SessionId Session = SessionId.Parse("s-1");
    private static readonly TransactionId Id = TransactionId.OfSession(Partner, Session);

    private readonly LedgerBench _bench = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Theory]
    [InlineData(4, 0)]
    [InlineData(30, 0)]
    [InlineData(4, 7)]
    [InlineData(30, 7)]
    public async Task A_session_and_its_reversal_leave_everything_as_it_was(int legs, int partition)
    {
        var (payer, order) = await SessionOfAsync(legs, partition);
        var posted = await PostedAsync(order);
        var bookings = order.Legs.Select(leg => LegBookings.Of(leg.Id, posted.Receipts)).ToArray();
        Assert.All(bookings, leg => Assert.Equal(2, leg.Bookings.Sum(booking => booking.Entries.Count)));
        Assert.Equal(legs * 2, bookings.SelectMany(leg => leg.Bookings).SelectMany(booking => booking.Entries).DistinctBy(entry => (entry.Wallet, entry.Sequence)).Count());

        var back = ReversalOf(order, 1);
        var reversed = await PostedAsync(back);
        Assert.All(back.Legs, leg => Assert.Equal(2, LegBookings.Of(leg.Id, reversed.Receipts).Bookings.Sum(booking => booking.Entries.Count)));
        Assert.Equal(10_000, (await _bench.WalletAsync(payer)).Posted.Minor);

        // Another attempt finds it done, whichever leg it asks about.
        var second = Assert.IsType<PlanOutcome.Refused>(await RunAsync(ReversalOf(order, 2)));
        Assert.All(second.Refusals, refused => Assert.IsType<AlreadyReversed>(refused.Refusal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public async Task A_refusal_at_any_of_thirty_places_refuses_all_and_names_the_leg(int partition)
    {
        var (payer, order) = await SessionOfAsync(30, partition);
        for (var place = 0; place < 30; place++)
        {
            var blocked = order.Legs[place].Destination!.Value;
            Assert.True((await _bench.SetStatusAsync(blocked, WalletStatus.Blocked)).IsAccepted);
            var attempt = Renamed(order, place);
            var refused = Assert.IsType<PlanOutcome.Refused>(await RunAsync(attempt));
            var legs = refused.Refusals.Count == 1 && refused.Refusals[0].Transaction == attempt.Id
                ? LegRefusals.Of(refused.Refusals[0].Refusal, attempt.Legs)
                : [.. refused.Refusals.Select(leg => LegRefusals.Of(leg.Refusal, [attempt.Legs.First(known => known.Id == leg.Transaction)])[0])];
            var named = LegRefusals.Together(legs, attempt.Legs);
            Assert.Equal(("wallet-blocked", $"transactions[{place}]"), (named.Code, Assert.Single(named.Faults).Field));
            Assert.True((await _bench.SetStatusAsync(blocked, WalletStatus.Active)).IsAccepted);
        }

        var wallet = await _bench.WalletAsync(payer);
        Assert.Equal((10_000, 0, 1), (wallet.Posted.Minor, wallet.Held.Minor, wallet.Sequence));
        foreach (var leg in order.Legs)
        {
            var payee = await _bench.WalletAsync(leg.Destination!.Value);
            Assert.Equal((0, 0, 0), (payee.Posted.Minor, payee.Inbound.Minor, payee.Sequence));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public async Task A_reversal_without_the_funds_of_one_leg_changes_nothing_and_names_it(int partition)
    {
        var (payer, order) = await SessionOfAsync(5, partition);
        await PostedAsync(order);
        var spender = order.Legs[3].Destination!.Value;
        await _bench.TransferAsync(spender, await _bench.OpenAsync("elsewhere", partition: partition), 1);
        var back = ReversalOf(order, 1);
        var refused = Assert.IsType<PlanOutcome.Refused>(await RunAsync(back));
        Assert.IsType<InsufficientFunds>(Assert.Single(refused.Refusals).Refusal);
        Assert.Equal(back.Legs[3].Id, Assert.Single(LegRefusals.Of(refused.Refusals[0].Refusal, back.Legs)).Leg);
        Assert.Equal(10_000 - order.Legs.Sum(leg => leg.Amount.Minor), (await _bench.WalletAsync(payer)).Posted.Minor);

        await _bench.PostAsync("more", Credit(spender));
        await PostedAsync(ReversalOf(order, 2));
        Assert.Equal(10_000, (await _bench.WalletAsync(payer)).Posted.Minor);
    }

    [Fact]
    public async Task Fees_ride_along_and_come_back_and_a_fee_can_be_a_leg()
    {
        var (alice, bob) = (await _bench.OpenAsync("alice", 1_000), await _bench.OpenAsync("bob"));
        var order = Order(
            [
                Leg("l-1", alice, bob, 100) with { Type = TransactionType.Payment, Fee = Dollars(7) },
                Leg("l-2", alice, null, 5) with { Type = TransactionType.Fee },
            ]);
        await PostedAsync(order);
        Assert.Equal((888, 100), ((await _bench.WalletAsync(alice)).Posted.Minor, (await _bench.WalletAsync(bob)).Posted.Minor));
        await PostedAsync(ReversalOf(order, 1));
        Assert.Equal((1_000, 0), ((await _bench.WalletAsync(alice)).Posted.Minor, (await _bench.WalletAsync(bob)).Posted.Minor));
    }

    [Fact]
    public async Task Many_currencies_in_one_partition_are_not_too_many_rows()
    {
        string[] currencies = ["USD", "EUR", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RON", "BGN", "TRY", "ZAR", "MXN", "BRL"];
        var legs = new List<TransactionOrder>();
        foreach (var code in currencies.Where(code => Currency.TryParse(code, out _)))
        {
            var currency = Currency.Parse(code);
            var from = await _bench.OpenAsync($"from-{code}", 10, currency, customer: $"from-{code}");
            var to = await _bench.OpenAsync($"to-{code}", currency: currency, customer: $"to-{code}");
            legs.Add(Leg($"l-{code}", from, to, 1) with { Amount = new Money(1, currency) });
        }

        var order = Order(legs);
        await PostedAsync(order);
        await PostedAsync(ReversalOf(order, 1));
    }

    private static WalletFunctions.Shared.Ledger.Commands.PostingLine[] Credit(WalletId wallet) =>
    [
        WalletFunctions.Shared.Ledger.Commands.PostingLine.Debit(WalletType.Settlement, Dollars(1)),
        WalletFunctions.Shared.Ledger.Commands.PostingLine.Credit(wallet, Dollars(1)),
    ];

    private async Task<(WalletId Payer, SessionOrder Order)> SessionOfAsync(int count, int partition)
    {
        var payer = await _bench.OpenAsync("payer", 10_000);
        var legs = new List<TransactionOrder>();
        for (var number = 0; number < count; number++)
        {
            legs.Add(Leg($"leg-{number}", payer, await _bench.OpenAsync($"payee-{number}", partition: partition), number + 1));
        }

        return (payer, Order(legs));
    }

    private static TransactionOrder Leg(string name, WalletId source, WalletId? destination, long minor) => Orders.Transfer() with
    {
        Partner = Partner,
        Id = TransactionNamed(name),
        Session = Id,
        Source = source,
        Destination = destination,
        Amount = Dollars(minor),
    };

    private static SessionOrder Order(IReadOnlyList<TransactionOrder> legs) => new()
    {
        Partner = Partner,
        Session = Session,
        Id = Id,
        Legs = legs,
        TimeZone = "UTC",
        CreatedAt = Orders.Now,
    };

    private static SessionOrder Renamed(SessionOrder order, int number)
    {
        var id = TransactionId.OfSession(Partner, SessionId.Parse($"attempt-{number}"));
        return order with { Id = id, Legs = [.. order.Legs.Select(leg => leg with { Id = TransactionNamed($"{leg.Id}-{number}"), Session = id })] };
    }

    private static SessionOrder ReversalOf(SessionOrder order, int attempt) => SessionReversal.OrderOf(order, attempt, Orders.Now);

    private Task<PlanOutcome> RunAsync(SessionOrder order) => new PlanRunner(_bench.Ledger).RunAsync(SessionPlans.Of(order, Date), CancellationToken.None);

    private async Task<PlanOutcome.Posted> PostedAsync(SessionOrder order)
    {
        var outcome = await RunAsync(order);
        Assert.True(outcome is PlanOutcome.Posted, (outcome as PlanOutcome.Refused)?.Refusals[0].ToString());
        return (PlanOutcome.Posted)outcome;
    }
}
