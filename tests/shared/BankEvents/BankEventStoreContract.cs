using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Storage;
using WalletFunctions.Tests.Shared.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Shared.BankEvents;

/// <summary>What every store of the bank's events keeps, and what the arbiter makes of it.</summary>
public abstract class BankEventStoreContract
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TransactionId Mine = TransactionId.Derive(Orders.Partner, "mine");
    private static readonly PartnerId Stranger = PartnerId.Parse("other");

    [Fact]
    public async Task An_event_is_kept_once_and_comes_back_as_it_was()
    {
        var store = await CreateAsync();
        var bankEvent = BankEventTests.Event() with
        {
            Reference = "r",
            Version = 7,
            SuspendedAt = Orders.Now,
            Decline = new BankEventDecline(Orders.Now, "no"),
            Return = new BankEventReturn { ProposedBy = OperatorId.Parse("anna"), ProposedAt = Orders.Now, Reason = "why" },
        };
        Assert.True(await store.TryAddAsync(bankEvent, None));
        Assert.False(await store.TryAddAsync(bankEvent with { Reference = "other" }, None));
        Assert.Equal(bankEvent, (await store.FindAsync(Orders.Partner, bankEvent.Key, None))!.Value);
        Assert.Null(await store.FindAsync(Orders.Partner, BankEventKey.Derive(Orders.Partner, "unknown"), None));
    }

    [Fact]
    public async Task What_the_bank_says_of_a_customer_comes_back_as_it_was()
    {
        var store = await CreateAsync();
        var change = new KycChange
        {
            Tier = KycTier.Parse("full"),
            Status = KycStatus.Verified,
            ExpiresOn = new DateOnly(2027, 2, 28),
            Consents = new Dictionary<string, string> { ["terms"] = "3" },
        };
        await store.TryAddAsync(BankEventTests.Event(BankEventType.CustomerKycChanged) with { Wallet = null, Amount = null, Kyc = change }, None);
        var kept = (await store.FindAsync(Orders.Partner, Orders.Event, None))!.Value.Kyc!;
        Assert.Equal(("full", KycStatus.Verified, change.ExpiresOn, "3"), (kept.Tier.Value, kept.Status, kept.ExpiresOn, kept.Consents["terms"]));
    }

    [Fact]
    public async Task Of_many_claims_at_once_one_wins_and_keeps_its_number()
    {
        var store = await CreateAsync();
        var arbiter = new BankEventArbiter(store, TimeProvider.System);
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
        var arbiter = new BankEventArbiter(store, new FixedTime(Orders.Now));
        await store.TryAddAsync(BankEventTests.Event(), None);
        await ClaimTwiceAsync(1);
        await arbiter.GiveBackAsync(Orders.Partner, Orders.Event, Mine, 1, None);
        await arbiter.GiveBackAsync(Orders.Partner, Orders.Event, Mine, 1, None);
        Assert.Equal(BankEventState.Open, (await store.FindAsync(Orders.Partner, Orders.Event, None))!.Value.State);

        await ClaimTwiceAsync(2);
        await arbiter.GiveBackAsync(Orders.Partner, Orders.Event, Mine, 1, None);
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
    public async Task A_claim_and_the_deadline_at_once_leave_the_event_with_one_of_them()
    {
        var store = await CreateAsync();
        var arbiter = new BankEventArbiter(store, new FixedTime(Orders.Now.AddDays(2)));
        for (var round = 0; round < 5; round++)
        {
            var key = BankEventKey.Derive(Orders.Partner, $"race-{round}");
            await store.TryAddAsync(BankEventTests.Event() with { Key = key }, None);
            var deadline = arbiter.FallDeadlineAsync(Orders.Partner, key, None);
            var claim = await arbiter.ClaimAsync(Orders.Partner, key, Mine, None);
            await deadline;

            // Whoever came first: the claim has it, and knows where from.
            var bankEvent = (await store.FindAsync(Orders.Partner, key, None))!.Value;
            Assert.Equal(BankEventState.Claimed, bankEvent.State);
            Assert.Equal(bankEvent.SuspendedAt is not null, Assert.IsType<Result<BankEventClaim>.Accepted>(claim).Value.IsFromSuspense);
        }
    }

    [Fact]
    public async Task An_event_that_was_never_received_is_refused()
    {
        var arbiter = new BankEventArbiter(await CreateAsync(), TimeProvider.System);
        var claim = await arbiter.ClaimAsync(Orders.Partner, Orders.Event, Mine, None);
        Assert.Equal("bank-event-unknown", Assert.IsType<Result<BankEventClaim>.Refused>(claim).Refusal.Code);
        var declined = await arbiter.DeclineAsync(Orders.Partner, Orders.Event, "no", None);
        Assert.Equal("not-found", Assert.IsType<Result<BankEvent>.Refused>(declined).Refusal.Code);
    }

    [Fact]
    public async Task What_is_kept_is_to_be_seen_to_until_somebody_closes_it()
    {
        var store = await CreateAsync();
        await store.TryAddAsync(BankEventTests.Event(), None);
        Assert.Equal([(Orders.Event, BankEventWorkKind.Course)], await DueAsync(Orders.Now));
        Assert.Empty(await DueAsync(Orders.Now.AddTicks(-1)));

        await store.PutOffAsync(Orders.Partner, Orders.Event, BankEventWorkKind.Course, Orders.Now.AddHours(1), None);
        Assert.Empty(await DueAsync(Orders.Now));
        var found = (await store.FindAsync(Orders.Partner, Orders.Event, None))!;
        Assert.True(await store.TryReplaceAsync(found, BankEventWorkKind.Return, None));
        Assert.False(await store.TryReplaceAsync(found, BankEventWorkKind.Course, None));
        Assert.Equal([(Orders.Event, BankEventWorkKind.Return)], await DueAsync(Orders.Now));
        Assert.Equal(2, (await DueAsync(Orders.Now.AddHours(1))).Length);

        foreach (var kind in new[] { BankEventWorkKind.Course, BankEventWorkKind.Return, BankEventWorkKind.Return })
        {
            await store.CloseAsync(Orders.Partner, Orders.Event, kind, None);
        }

        Assert.Empty(await DueAsync(Orders.Now.AddYears(10)));

        async Task<(BankEventKey, BankEventWorkKind)[]> DueAsync(DateTimeOffset dueBy) =>
            [.. (await store.ListWorkAsync(Orders.Partner, RowBucket.Of(Orders.Event.Value), dueBy, 10, None)).Select(work => (work.Key, work.Kind))];
    }

    [Fact]
    public async Task Lists_give_every_event_of_the_partner_once_page_by_page()
    {
        var store = await CreateAsync();
        var keys = Enumerable.Range(0, 25).Select(number => BankEventKey.Derive(Orders.Partner, $"list-{number}")).ToHashSet();
        foreach (var key in keys)
        {
            await store.TryAddAsync(BankEventTests.Event() with { Key = key, State = key.Value[4] < 'm' ? BankEventState.Open : BankEventState.Suspended }, None);
        }

        await store.TryAddAsync(BankEventTests.Event() with { Partner = Stranger }, None);
        Assert.Equal(keys.Order(ByText), (await AllAsync(null)).Order(ByText));
        Assert.Equal(keys.Where(key => key.Value[4] >= 'm').Order(ByText), (await AllAsync(BankEventState.Suspended)).Order(ByText));
        Assert.Empty(await AllAsync(BankEventState.Returned));

        async Task<List<BankEventKey>> AllAsync(BankEventState? state)
        {
            var all = new List<BankEventKey>();
            BankEventKey? after = null;
            do
            {
                var page = await store.ListAsync(Orders.Partner, new BankEventQuery { State = state, Limit = 7, After = after }, None);
                Assert.True(page.Items.Count <= 7);
                all.AddRange(page.Items.Select(item => item.Key));
                after = page.Next;
            }
            while (after is not null);
            return all;
        }
    }

    protected abstract Task<IBankEventStore> CreateAsync();

    private static Comparer<BankEventKey> ByText => Comparer<BankEventKey>.Create((left, right) => string.CompareOrdinal(left.Value, right.Value));

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
