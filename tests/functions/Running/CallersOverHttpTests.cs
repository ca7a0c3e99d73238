using WalletFunctions.Shared.Partners;
using WalletFunctions.Tests.Shared.Partners;
using Xunit;

namespace WalletFunctions.Tests.Functions.Running;

public sealed class CallersOverHttpTests(RunningApp app) : IClassFixture<RunningApp>
{
    [Theory]
    [InlineData("nobody")]
    [InlineData("No Partner")]
    [InlineData("")]
    public async Task A_partner_that_is_none_is_refused_whatever_it_asks(string partner)
    {
        foreach (var path in new[] { "/health", "/v1/wallets?externalWalletId=a", "/v1/transactions" })
        {
            var reply = await app.SendAsync(HttpMethod.Get, path, null, ("X-Partner", partner));
            Assert.Equal((403, "unknown-partner"), (reply.StatusCode, reply.Field("code")));
        }
    }

    [Fact]
    public async Task One_partner_sees_nothing_of_another()
    {
        await app.Service<IPartnerStore>().TryAddAsync(InMemoryPartnerStore.Partner("other"), CancellationToken.None);
        Assert.Equal(201, (await app.PostAsync("/v1/wallets", Fintech.WalletOf("mine"))).StatusCode);
        Assert.Equal(200, (await app.GetAsync("/v1/wallets?externalWalletId=mine")).StatusCode);
        Assert.Equal(404, (await app.SendAsync(HttpMethod.Get, "/v1/wallets?externalWalletId=mine", null, ("X-Partner", "other"))).StatusCode);
    }
}
