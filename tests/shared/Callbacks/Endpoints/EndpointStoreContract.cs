using WalletFunctions.Shared.Callbacks.Endpoints;
using WalletFunctions.Shared.Identifiers;
using Xunit;

namespace WalletFunctions.Tests.Shared.Callbacks.Endpoints;

/// <summary>What every store of endpoints does.</summary>
public abstract class EndpointStoreContract
{
    private static readonly DateTimeOffset Now = new DateTimeOffset(2026, 7, 1, 10, 0, 0, TimeSpan.Zero).AddTicks(1_234_567);
    private static readonly PartnerId Partner = PartnerId.Parse("p1");

    protected abstract Task<IEndpointStore> NewStoreAsync();

    [Fact]
    public async Task An_endpoint_is_read_as_it_was_added_and_listed_with_its_partners_others()
    {
        var store = await NewStoreAsync();
        var (main, audit) = (Endpoint("main"), Endpoint("audit"));

        Assert.True(await store.AddAsync(main, default));
        Assert.True(await store.AddAsync(audit, default));
        Assert.True(await store.AddAsync(Endpoint("main") with { Partner = PartnerId.Parse("p2") }, default));

        Assert.Equal(main, (await store.FindAsync(Partner, "main", default))!.Endpoint);
        Assert.Equal([audit, main], (await store.ListAsync(Partner, default)).Select(stored => stored.Endpoint));
        Assert.Null(await store.FindAsync(Partner, "other", default));
        Assert.Empty(await store.ListAsync(PartnerId.Parse("p3"), default));
    }

    [Fact]
    public async Task An_endpoint_is_added_once()
    {
        var store = await NewStoreAsync();
        await store.AddAsync(Endpoint("main"), default);

        Assert.False(await store.AddAsync(Endpoint("main") with { Url = "https://other.example/" }, default));
        Assert.Equal(Endpoint("main"), (await store.FindAsync(Partner, "main", default))!.Endpoint);
    }

    [Fact]
    public async Task Of_two_changes_to_one_version_the_second_is_refused()
    {
        var store = await NewStoreAsync();
        await store.AddAsync(Endpoint("main"), default);
        var read = (await store.FindAsync(Partner, "main", default))!;
        var off = read.Endpoint.SwitchOff("gone", Now);

        Assert.True(await store.SaveAsync(read, off, default));
        Assert.False(await store.SaveAsync(read, read.Endpoint with { Url = "https://other.example/" }, default));

        var stored = (await store.FindAsync(Partner, "main", default))!;
        Assert.Equal(off, stored.Endpoint);
        Assert.True(await store.SaveAsync(stored, off.SwitchOn(), default));
        Assert.True((await store.FindAsync(Partner, "main", default))!.Endpoint.IsOn);
    }

    private static CallbackEndpoint Endpoint(string id) => new()
    {
        Partner = Partner,
        EndpointId = id,
        Url = "https://hooks.partner.example/a?b=c",
        EventTypes = ["wallet.*", "transaction.completed"],
        Secrets = [new EndpointSecret("old", Now.AddDays(-30), Now.AddDays(1)), new EndpointSecret("new", Now, null)],
    };
}
