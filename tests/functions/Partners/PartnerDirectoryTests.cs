using WalletFunctions.Partners;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Policy;
using WalletFunctions.Tests.Functions.Risk;
using WalletFunctions.Tests.Shared.Partners;
using WalletFunctions.Tests.Shared.Policy;
using Xunit;

namespace WalletFunctions.Tests.Functions.Partners;

public sealed class PartnerDirectoryTests
{
    private static readonly PartnerId P1 = PartnerId.Parse("p1");
    private static readonly PolicySet Closed = new() { LimitProfile = LimitProfileId.Parse("tight"), Rules = [] };

    private readonly InMemoryPartnerStore _store = new(InMemoryPartnerStore.Partner("p1"));
    private readonly InMemoryPolicyStore _policies = new();
    private readonly ManualTime _time = new();

    [Fact]
    public async Task A_change_by_another_process_counts_within_a_minute()
    {
        var directory = Directory();
        Assert.Same(InMemoryPolicyStore.Open, await directory.GetPolicyAsync(P1, default));
        await ChangeAsync();
        Assert.Same(InMemoryPolicyStore.Open, await directory.GetPolicyAsync(P1, default));
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.Same(Closed, await directory.GetPolicyAsync(P1, default));
        Assert.Equal("tight", (await directory.GetAsync(P1, default)).LimitProfile.Value);
        Assert.Contains(Closed.LimitProfile, directory.For(P1).Profiles.Keys);
    }

    [Fact]
    public async Task A_change_by_this_process_counts_at_once()
    {
        var directory = Directory();
        await directory.GetPolicyAsync(P1, default);
        await ChangeAsync();
        await directory.ReloadAsync(P1, default);
        Assert.Same(Closed, await directory.GetPolicyAsync(P1, default));
    }

    [Fact]
    public async Task A_refresh_spares_requests_the_wait()
    {
        var directory = Directory();
        await directory.GetAsync(P1, default);
        for (var round = 0; round < 5; round++)
        {
            _time.Advance(TimeSpan.FromSeconds(25));
            await directory.RefreshAsync(default);
            var reads = _store.Reads;
            await directory.GetAsync(P1, default);
            Assert.Equal(reads, _store.Reads);
        }
    }

    [Fact]
    public async Task A_partner_that_is_none_has_no_policy_and_no_terms()
    {
        var directory = Directory();
        var nobody = PartnerId.Parse("nobody");
        Assert.Null(await directory.FindAsync(nobody, default));
        await Assert.ThrowsAsync<KeyNotFoundException>(async () => await directory.GetPolicyAsync(nobody, default));
        Assert.Throws<KeyNotFoundException>(() => directory.For(nobody));
    }

    private PartnerDirectory Directory() => new(_store, _policies, _time);

    private async Task ChangeAsync()
    {
        await _policies.TryAddProfileAsync(P1, new StoredLimitProfile(LimitProfile.Unlimited(Closed.LimitProfile), null, _time.GetUtcNow()), default);
        await _policies.TryAddAsync(P1, new PolicyVersion(1, Closed, null, _time.GetUtcNow(), "test"), default);
    }
}
