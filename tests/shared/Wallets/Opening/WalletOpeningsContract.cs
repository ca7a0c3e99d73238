using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Monetary;
using WalletFunctions.Shared.Storage;
using WalletFunctions.Shared.Wallets;
using WalletFunctions.Shared.Wallets.Opening;
using WalletFunctions.Tests.Shared.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Shared.Wallets.Opening;

/// <summary>What every store of openings keeps.</summary>
public abstract class WalletOpeningsContract
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task The_first_outcome_stands()
    {
        var (_, openings) = await CreateAsync();
        Assert.Null(await openings.FindOutcomeAsync(Orders.Partner, Orders.Alice, None));
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(number => openings.DecideAsync(
            Orders.Partner, Orders.Alice, new OpeningOutcome.Confirmed { AccountId = $"acc-{number}", At = Orders.Now }, None)));
        var stands = Assert.Single(outcomes.Distinct());
        Assert.Equal(stands, await openings.DecideAsync(Orders.Partner, Orders.Alice, new OpeningOutcome.Rejected { BankCode = "AC04", At = Orders.Now }, None));
        Assert.Equal(stands, await openings.FindOutcomeAsync(Orders.Partner, Orders.Alice, None));
    }

    [Fact]
    public async Task An_account_is_one_wallets()
    {
        var (_, openings) = await CreateAsync();
        Assert.Equal(Orders.Alice, await openings.BindAccountAsync(Orders.Partner, "acc/1 #", Orders.Alice, None));
        Assert.Equal(Orders.Alice, await openings.BindAccountAsync(Orders.Partner, "acc/1 #", Orders.Alice, None));
        Assert.Equal(Orders.Alice, await openings.BindAccountAsync(Orders.Partner, "acc/1 #", Orders.Bob, None));
        Assert.Equal(Orders.Bob, await openings.BindAccountAsync(Orders.Partner, "acc/2", Orders.Bob, None));
    }

    [Fact]
    public async Task A_registered_wallet_is_listed_until_it_is_finished()
    {
        var (registry, openings) = await CreateAsync();
        var registration = new WalletRegistration
        {
            Partner = Orders.Partner,
            Wallet = WalletId.Derive(Orders.Partner, "listed", 7),
            Request = new WalletRequest { ExternalWalletId = "listed", Type = WalletType.Operational, Currency = Currency.Parse("USD") },
            Fingerprint = "f",
            RegisteredAt = Orders.Now,
        };
        var bucket = RowBucket.Of(registration.Wallet.Value[6..]);
        Assert.Empty(await openings.ListUnfinishedAsync(Orders.Partner, bucket, 10, None));
        await registry.TryAddAsync(registration, None);
        Assert.Equal(new UnfinishedOpening(registration.Wallet, Orders.Now), Assert.Single(await openings.ListUnfinishedAsync(Orders.Partner, bucket, 10, None)));
        await openings.FinishAsync(Orders.Partner, registration.Wallet, None);
        await openings.FinishAsync(Orders.Partner, registration.Wallet, None);
        Assert.Empty(await openings.ListUnfinishedAsync(Orders.Partner, bucket, 10, None));
    }

    protected abstract Task<(IWalletRegistry Registry, IWalletOpenings Openings)> CreateAsync();
}

public sealed class InMemoryWalletOpeningsTests : WalletOpeningsContract
{
    protected override Task<(IWalletRegistry Registry, IWalletOpenings Openings)> CreateAsync()
    {
        var registry = new InMemoryWalletRegistry();
        return Task.FromResult<(IWalletRegistry, IWalletOpenings)>((registry, new InMemoryWalletOpenings(registry)));
    }
}
