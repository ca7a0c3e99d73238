using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Tests.Shared.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Shared.BankEvents;

/// <summary>What every store of the bank's events keeps, and what the arbiter makes of it.</summary>
public abstract class BankEventStoreContract
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TransactionId Mine = TransactionId.Derive(Orders.Partner, "mine");

    [Fact]
    public async Task An_event_is_kept_once_and_comes_back_as_it_was()
    {
        var store = await CreateAsync();
        var bankEvent = BankEventTests.Event() with { Reference = "r" };
        Assert.True(await store.TryAddAsync(bankEvent, None));
        Assert.False(await store.TryAddAsync(bankEvent with { Reference = "other" }, None));
        Assert.Equal(bankEvent, (await store.FindAsync(Orders.Partner, bankEvent.Key, None))!.Value);
        Assert.Null(await store.FindAsync(Orders.Partner, BankEventKey.Derive(Orders.Partner, "unknown"), None));
    }

    [Fact]
    public async Task Of_many_claims_at_once_one_wins_and_keeps_its_number()
    {
        var store = await CreateAsync();
        var arbiter = new BankEventArbiter(store);
        await store.TryAddAsync(BankEventTests.Event(), None);
        var claims = await Task.WhenAll(Enumerable.Range(0, 10).Select(number =>
            arbiter.ClaimAsync(Orders.Partner, Orders.Event, TransactionId.Derive(Orders.Partner, $"{number}"), None)));
        Assert.Equal(1, Assert.IsType<Result<BankEventClaim>.Accepted>(Assert.Single(claims, claim => claim is Result<BankEventClaim>.Accepted)).Value.Number);
        Assert.All(claims.OfType<Result<BankEventClaim>.Refused>(), refused => Assert.Equal("bank-event-taken", refused.Refusal.Code));
    }

    [Fact]
    public async Task Every_move_may_be_repeated()
    {
        var store = await CreateAsync();
        var arbiter = new BankEventArbiter(store);
        await store.TryAddAsync(BankEventTests.Event(), None);
        await ClaimTwiceAsync(1);
        await arbiter.ReturnAsync(Orders.Partner, Orders.Event, Mine, 1, None);
        await arbiter.ReturnAsync(Orders.Partner, Orders.Event, Mine, 1, None);
        Assert.Equal(BankEventState.Open, (await store.FindAsync(Orders.Partner, Orders.Event, None))!.Value.State);

        await ClaimTwiceAsync(2);
        await arbiter.ReturnAsync(Orders.Partner, Orders.Event, Mine, 1, None);
        await arbiter.FulfillAsync(Orders.Partner, Orders.Event, Mine, 2, None);
        await arbiter.FulfillAsync(Orders.Partner, Orders.Event, Mine, 2, None);
        Assert.Equal(BankEventState.Fulfilled, (await store.FindAsync(Orders.Partner, Orders.Event, None))!.Value.State);
        await ClaimTwiceAsync(2);

        async Task ClaimTwiceAsync(int number)
        {
            for (var time = 0; time < 2; time++)
            {
                var claim = await arbiter.ClaimAsync(Orders.Partner, Orders.Event, Mine, None);
                Assert.Equal(number, Assert.IsType<Result<BankEventClaim>.Accepted>(claim).Value.Number);
            }
        }
    }

    [Fact]
    public async Task An_event_that_was_never_received_is_refused() => Assert.Equal(
        "bank-event-unknown",
        Assert.IsType<Result<BankEventClaim>.Refused>(await new BankEventArbiter(await CreateAsync()).ClaimAsync(Orders.Partner, Orders.Event, Mine, None)).Refusal.Code);

    protected abstract Task<IBankEventStore> CreateAsync();
}
