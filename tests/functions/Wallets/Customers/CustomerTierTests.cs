using System.Text.Json;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Policy;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Wallets.Customers;
using WalletFunctions.Tests.Functions.Risk;
using WalletFunctions.Tests.Shared.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Functions.Wallets.Customers;

public sealed class CustomerTierTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly CustomerId Customer = CustomerId.Parse("customer");

    [Fact]
    public async Task The_banks_word_on_the_tier_reaches_every_wallet_of_the_customer_and_no_other()
    {
        await using var bench = new WalletBench();
        var wallets = new[] { await bench.OpenAsync("one"), await bench.OpenAsync("two") };
        var other = await bench.OpenAsync("three", "another");
        Assert.Equal(BankEventEffect.Applied, await bench.ReceiveAsync(bench.KycEvent("customer", "basic", 1)));
        Assert.All(await TiersAsync(bench, wallets), tier => Assert.Equal("basic", tier));
        Assert.Equal("full", (await bench.WalletAsync(other)).Tier!.Value.Value);
        await bench.SweepAsync();
        Assert.Null(await bench.People.FindOpenTierAsync(Orders.Partner, Customer, None));
        var told = Assert.Single(bench.Bus.Sent);
        Assert.Equal(("customer.kyc-changed", $"{Orders.Partner}~cus_{Customer.ToKey()}"), (told.Subject, told.SessionId));
        var data = JsonDocument.Parse(told.Body.ToString()).RootElement.GetProperty("data");
        Assert.Equal(("customer", "basic", "verified"), (data.GetProperty("customerId").GetString(), data.GetProperty("tier").GetString(), data.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task An_event_that_comes_again_or_late_changes_nothing()
    {
        await using var bench = new WalletBench();
        var wallet = await bench.OpenAsync();
        var newest = bench.KycEvent("customer", "plus", 5);
        Assert.Equal(BankEventEffect.Applied, await bench.ReceiveAsync(newest));
        Assert.Equal(BankEventEffect.Applied, await bench.ReceiveAsync(newest));
        Assert.Equal(BankEventEffect.Outdated, await bench.ReceiveAsync(bench.KycEvent("customer", "basic", 4)));
        Assert.Equal("plus", (await bench.WalletAsync(wallet)).Tier!.Value.Value);
        Assert.Equal(2, (await bench.People.FindAsync(Orders.Partner, Customer, None))!.Value.Version);
        Assert.Single(bench.Bus.Sent.Select(message => message.MessageId).Distinct());
    }

    [Theory]
    [InlineData(7)]
    [InlineData(19)]
    public async Task Of_events_at_once_in_any_order_the_newest_stands(int seed)
    {
        await using var bench = new WalletBench();
        var wallets = new[] { await bench.OpenAsync("one"), await bench.OpenAsync("two") };
        var events = Enumerable.Range(1, 12).Select(version => bench.KycEvent("customer", $"tier-{version}", version)).ToArray();
        new Random(seed).Shuffle(events);
        await Task.WhenAll(events.Select(bankEvent => Task.Run(() => bench.ReceiveAsync(bankEvent))));
        Assert.All(await TiersAsync(bench, wallets), tier => Assert.Equal("tier-12", tier));
    }

    [Theory]
    [InlineData(KycStatus.Pending)]
    [InlineData(KycStatus.Rejected)]
    [InlineData(KycStatus.Expired)]
    public async Task A_check_that_is_not_passed_gives_the_lowest_tier(KycStatus status)
    {
        await using var bench = new WalletBench();
        var wallet = await bench.OpenAsync();
        await bench.ReceiveAsync(bench.KycEvent("customer", "full", 1, status));
        Assert.Equal("basic", (await bench.WalletAsync(wallet)).Tier!.Value.Value);
        await bench.ReceiveAsync(bench.KycEvent("customer", "full", 2));
        Assert.Equal("full", (await bench.WalletAsync(wallet)).Tier!.Value.Value);
    }

    [Fact]
    public async Task A_check_that_runs_out_lowers_the_tier_on_the_day_after_its_last()
    {
        var time = new ManualTime();
        await using var bench = new WalletBench(time: time);
        var wallet = await bench.OpenAsync();
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        await bench.ReceiveAsync(bench.KycEvent("customer", "full", 1, expiresOn: today));
        await bench.SweepAsync();
        Assert.Equal("full", (await bench.WalletAsync(wallet)).Tier!.Value.Value);

        time.Advance(TimeSpan.FromDays(1));
        await bench.SweepAsync();
        await bench.SweepAsync();
        Assert.Equal("basic", (await bench.WalletAsync(wallet)).Tier!.Value.Value);
        Assert.Equal("full", (await bench.People.FindAsync(Orders.Partner, Customer, None))!.Value.Tier.Value);

        // A wallet that is opened now starts where the others are, and a new check takes all of them up again.
        var late = await bench.OpenAsync("late");
        Assert.Equal("basic", (await bench.WalletAsync(late)).Tier!.Value.Value);
        await bench.ReceiveAsync(bench.KycEvent("customer", "full", 2, expiresOn: today.AddYears(1)));
        Assert.All(await TiersAsync(bench, wallet, late), tier => Assert.Equal("full", tier));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_crash_between_the_banks_word_and_the_wallets_is_mended_by_the_sweeper(bool isBefore)
    {
        FaultyLedger? faulty = null;
        await using var bench = new WalletBench(ledger: book => faulty = new FaultyLedger(book));
        var wallets = new[] { await bench.OpenAsync("one"), await bench.OpenAsync("two") };
        faulty!.FailAfter(2, isBefore);
        await Assert.ThrowsAsync<LedgerUnavailableException>(() => bench.ReceiveAsync(bench.KycEvent("customer", "basic", 1)));
        Assert.NotNull(await bench.People.FindOpenTierAsync(Orders.Partner, Customer, None));
        faulty.Heal();
        await bench.SweepAsync();
        Assert.All(await TiersAsync(bench, wallets), tier => Assert.Equal("basic", tier));
        Assert.Null(await bench.People.FindOpenTierAsync(Orders.Partner, Customer, None));
    }

    [Fact]
    public async Task A_word_that_was_slow_to_reach_a_wallet_and_came_after_a_newer_one_is_mended_by_the_sweeper()
    {
        await using var bench = new WalletBench();
        var wallet = await bench.OpenAsync();
        await bench.ReceiveAsync(bench.KycEvent("customer", "plus", 1));

        // A process that had read the older tier writes it now, and dies before it looks again.
        var stands = await bench.WalletAsync(wallet);
        await bench.Ledger.ChangeTermsAsync(
            new ChangeWalletTerms { Partner = Orders.Partner, Wallet = wallet, Tier = KycTier.Parse("full"), LimitProfile = stands.LimitProfile!.Value, ChangeId = "kyc.1.full.1" }, None);
        await bench.SweepAsync();
        Assert.Equal("plus", (await bench.WalletAsync(wallet)).Tier!.Value.Value);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_banks_word_on_a_customer_and_an_operators_limits_at_the_same_time_both_hold(bool isOperatorFirst)
    {
        FaultyLedger? ledger = null;
        await using var bench = new WalletBench(ledger: book => ledger = new FaultyLedger(book));
        var other = new LimitProfile(LimitProfileId.Parse("other"), [new LimitRule()]);
        await bench.Policies.TryAddProfileAsync(Orders.Partner, new StoredLimitProfile(other, null, Orders.Now), None);
        var wallet = await bench.OpenAsync();
        var limits = new ChangeWalletTerms { Partner = Orders.Partner, Wallet = wallet, LimitProfile = other.Id, ChangeId = "operator.1" };

        // Each has read what stands before the other lands.
        if (isOperatorFirst)
        {
            ledger!.BeforeNextChange = () => bench.Book.ChangeTermsAsync(limits, None);
            await bench.ReceiveAsync(bench.KycEvent("customer", "plus", 1));
        }
        else
        {
            ledger!.BeforeNextChange = () => bench.ReceiveAsync(bench.KycEvent("customer", "plus", 1));
            Assert.True((await ledger.ChangeTermsAsync(limits, None)).IsAccepted);
        }

        var stands = await bench.WalletAsync(wallet);
        Assert.Equal(("plus", other.Id), (stands.Tier!.Value.Value, stands.LimitProfile!.Value));
        Assert.Equal(stands, (await bench.Book.ChangeTermsAsync(limits, None)).Value);
        Assert.Empty(bench.Alerts.Raised);
    }

    [Fact]
    public async Task A_tier_without_limits_is_not_given_and_calls_a_person_now_and_then()
    {
        var time = new ManualTime();
        await using var bench = new WalletBench(time: time);
        await bench.LimitToAsync("full", "plus");
        var wallet = await bench.OpenAsync();
        await bench.ReceiveAsync(bench.KycEvent("customer", "limitless", 1));
        Assert.Equal("full", (await bench.WalletAsync(wallet)).Tier!.Value.Value);
        Assert.Equal(($"{wallet}.tier.limitless", "wallet.tier-refused"), Assert.Single(bench.Alerts.Raised.Select(alert => (alert.Id, alert.Kind))));

        await bench.SweepAsync();
        await bench.SweepAsync();
        Assert.Equal(2, bench.Alerts.Raised.Count);
        time.Advance(TimeSpan.FromHours(1));
        await bench.SweepAsync();
        Assert.Equal(3, bench.Alerts.Raised.Count);
        await bench.ReceiveAsync(bench.KycEvent("customer", "plus", 2));
        Assert.Equal("plus", (await bench.WalletAsync(wallet)).Tier!.Value.Value);
    }

    [Fact]
    public async Task Wallets_that_are_opened_while_the_tier_changes_end_with_the_customers_tier()
    {
        await using var bench = new WalletBench();
        await bench.OpenAsync("first");
        var opening = Enumerable.Range(0, 10).Select(number => Task.Run(() => bench.OpenAsync($"wallet-{number}")));
        var changing = Enumerable.Range(1, 5).Select(version => Task.Run(() => bench.ReceiveAsync(bench.KycEvent("customer", "full", version, version % 2 == 0 ? KycStatus.Verified : KycStatus.Pending))));
        await Task.WhenAll([.. opening, .. changing]);
        var wallets = await bench.People.ListWalletsAsync(Orders.Partner, Customer, None);
        Assert.Equal(11, wallets.Count);
        Assert.All(await TiersAsync(bench, [.. wallets]), tier => Assert.Equal("basic", tier));
    }

    [Fact]
    public async Task The_bank_may_know_a_customer_before_the_first_wallet_which_then_has_to_agree()
    {
        await using var bench = new WalletBench();
        await bench.ReceiveAsync(bench.KycEvent("customer", "plus", 1));
        Assert.Equal("customer-mismatch", Assert.IsType<WalletFunctions.Wallets.Opening.OpenWalletResult.Refused>(await bench.AskAsync(WalletBench.Request("wallet", "customer"))).Refusal.Code);
        var wallet = await bench.OpenAsync(tier: "plus");
        Assert.Equal("plus", (await bench.WalletAsync(wallet)).Tier!.Value.Value);
        Assert.Equal("Name of customer", (await bench.People.FindAsync(Orders.Partner, Customer, None))!.Value.Name);
    }

    [Fact]
    public async Task What_the_partner_says_of_a_customer_is_versioned_and_moves_no_tier()
    {
        await using var bench = new WalletBench();
        var wallet = await bench.OpenAsync();
        var attributes = new CustomerAttributes { Name = "Maria", Consents = new Dictionary<string, string> { ["terms"] = "3" } };
        var described = Assert.IsType<Result<Customer>.Accepted>(await bench.Describe.HandleAsync(Orders.Partner, Customer, 1, attributes, None)).Value;
        Assert.Equal((2, "Maria", null, "3"), (described.Version, described.Name, described.Country, described.Consents["terms"]));

        // The same words again are the same change; other words need the version that they change.
        Assert.IsType<Result<Customer>.Accepted>(await bench.Describe.HandleAsync(Orders.Partner, Customer, 1, attributes, None));
        var stale = Assert.IsType<Result<Customer>.Refused>(await bench.Describe.HandleAsync(Orders.Partner, Customer, 1, attributes with { Name = "Mary" }, None));
        Assert.Equal("stale-version", stale.Refusal.Code);
        Assert.Equal("not-found", Assert.IsType<Result<Customer>.Refused>(await bench.Describe.HandleAsync(Orders.Partner, CustomerId.Parse("nobody"), 1, attributes, None)).Refusal.Code);
        Assert.Equal("full", (await bench.WalletAsync(wallet)).Tier!.Value.Value);
    }

    private static async Task<IReadOnlyList<string>> TiersAsync(WalletBench bench, params WalletId[] wallets)
    {
        var views = new List<WalletView>();
        foreach (var wallet in wallets)
        {
            views.Add(await bench.WalletAsync(wallet));
        }

        return [.. views.Select(view => view.Tier!.Value.Value)];
    }
}
