using System.Net;
using System.Net.Sockets;
using WalletFunctions.Callbacks;
using WalletFunctions.Callbacks.Registration;
using WalletFunctions.Callbacks.Sending;
using WalletFunctions.Shared.Callbacks;
using WalletFunctions.Shared.Callbacks.Endpoints;
using WalletFunctions.Shared.Callbacks.Signing;
using WalletFunctions.Shared.Reasons;
using Xunit;

namespace WalletFunctions.Tests.Functions.Callbacks.Registration;

public sealed class RegisterEndpointTests
{
    private static readonly EndpointRequest Good = new(
        "https://hooks.partner.example/", ["wallet.*"], null, "s1", EndpointRequest.StandardOverlap);

    private readonly ScriptedSender _sender = new(200);
    private readonly Deliveries _deliveries;

    public RegisterEndpointTests()
    {
        _deliveries = new Deliveries(_sender);
        _deliveries.AddSecret("s1");
        _deliveries.AddSecret("s2");
    }

    [Fact]
    public async Task An_endpoint_is_new_once_and_the_same_request_again_changes_nothing()
    {
        var first = await AcceptedAsync(Good);
        _deliveries.Clock.Advance(TimeSpan.FromHours(1));
        var again = await AcceptedAsync(Good);

        Assert.Equal((true, false), (first.IsNew, again.IsNew));
        Assert.Equal(first.Endpoint, again.Endpoint);
    }

    [Fact]
    public async Task A_change_keeps_what_was_not_changed_and_an_endpoint_that_is_off_stays_off()
    {
        await AcceptedAsync(Good);
        var stored = await _deliveries.Endpoints.FindAsync(Deliveries.Partner, "main", default);
        await _deliveries.Endpoints.SaveAsync(stored!, stored!.Endpoint.SwitchOff("gone", _deliveries.Clock.Now), default);

        var changed = await AcceptedAsync(Good with { Url = "https://other.partner.example/" });

        Assert.Equal(("https://other.partner.example/", false), (changed.Endpoint.Url, changed.Endpoint.IsOn));
        Assert.True((await Register().SwitchOnAsync(Deliveries.Partner, "main", default))!.IsOn);
        Assert.True((await Register().SwitchOnAsync(Deliveries.Partner, "main", default))!.IsOn);
        Assert.Null(await Register().SwitchOnAsync(Deliveries.Partner, "other", default));
    }

    [Theory]
    [InlineData("http://hooks.partner.example/", "not-https")]
    [InlineData("https://127.0.0.1/", "loopback")]
    [InlineData("https://10.1.2.3/", "private")]
    [InlineData("https://[::ffff:10.1.2.3]/", "private")]
    [InlineData("https://[fd00::1]/", "unique-local")]
    [InlineData("https://[::1]/", "loopback")]
    [InlineData("https://169.254.169.254/", "link-local")]
    [InlineData("https://localhost/", "local-name")]
    [InlineData("https://hooks.partner.example:6379/", "port")]
    [InlineData("https://inside.partner.example/", "private")]
    [InlineData("https://nowhere.partner.example/", "has a name without an address")]
    [InlineData("nonsense", "not-a-url")]
    public async Task An_address_that_callbacks_must_not_reach_is_refused_at_once(string url, string why)
    {
        Assert.Equal(("url", why), await FaultAsync(Good with { Url = url }));
        Assert.Equal(("statusUrl", why), await FaultAsync(Good with { StatusUrl = url }));
    }

    [Fact]
    public async Task An_event_type_that_never_happens_and_a_secret_that_is_not_kept_are_refused()
    {
        Assert.Equal("eventTypes", (await FaultAsync(Good with { EventTypes = ["wallet.credit"] })).Field);
        Assert.Equal("secretName", (await FaultAsync(Good with { SecretName = "s3" })).Field);
    }

    [Fact]
    public async Task A_partner_has_so_many_endpoints_and_no_more()
    {
        for (var number = 0; number < CallbackEndpoint.MaximumPerPartner; number++)
        {
            await Register().HandleAsync(Deliveries.Partner, $"e{number}", Good, default);
        }

        var refused = await Register().HandleAsync(Deliveries.Partner, "one-more", Good, default);
        Assert.Equal(ReasonCatalog.TooManyEndpoints.Code, ((Result<RegisteredEndpoint>.Refused)refused).Refusal.Code);
        Assert.False(((Result<RegisteredEndpoint>.Accepted)await Register().HandleAsync(Deliveries.Partner, "e0", Good, default)).Value.IsNew);
    }

    [Fact]
    public async Task During_a_rotation_every_callback_is_genuine_to_those_who_know_the_old_secret_and_to_those_who_know_the_new_one()
    {
        var overlap = TimeSpan.FromHours(2);
        await AcceptedAsync(Good);
        await DeliverAsync("before");
        await AcceptedAsync(Good with { SecretName = "s2", Overlap = overlap });
        await DeliverAsync("at once");
        _deliveries.Clock.Advance(overlap - TimeSpan.FromSeconds(1));
        await DeliverAsync("at the end");
        _deliveries.Clock.Advance(TimeSpan.FromSeconds(1));
        await DeliverAsync("afterwards");

        Assert.Equal([(true, false), (true, true), (true, true), (false, true)], _sender.Sent.Select(sent => (Proves(sent, "s1"), Proves(sent, "s2"))));
    }

    [Fact]
    public async Task A_rotation_that_is_taken_back_loses_no_callback()
    {
        await AcceptedAsync(Good);
        await AcceptedAsync(Good with { SecretName = "s2", Overlap = TimeSpan.FromHours(1) });
        await AcceptedAsync(Good with { SecretName = "s1", Overlap = TimeSpan.FromHours(1) });
        await DeliverAsync("taken back");
        _deliveries.Clock.Advance(TimeSpan.FromHours(2));
        await DeliverAsync("long after");

        Assert.Equal([(true, true), (true, false)], _sender.Sent.Select(sent => (Proves(sent, "s1"), Proves(sent, "s2"))));
    }

    [Fact]
    public async Task A_rotation_that_would_silence_a_secret_too_early_is_refused()
    {
        await AcceptedAsync(Good);
        for (var number = 2; number <= WebhookSignature.MaximumLiveSecrets; number++)
        {
            _deliveries.AddSecret($"s{number}");
            await AcceptedAsync(Good with { SecretName = $"s{number}" });
        }

        _deliveries.AddSecret("haste");
        var refused = await Register().HandleAsync(Deliveries.Partner, "main", Good with { SecretName = "haste" }, default);
        Assert.Equal(ReasonCatalog.TooManyLiveSecrets.Code, ((Result<RegisteredEndpoint>.Refused)refused).Refusal.Code);
    }

    private sealed class Names : IHostResolver
    {
        public Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken) => host switch
        {
            "inside.partner.example" => Task.FromResult<IReadOnlyList<IPAddress>>([IPAddress.Parse("8.8.8.8"), IPAddress.Parse("10.0.0.1")]),
            "nowhere.partner.example" => throw new SocketException((int)SocketError.HostNotFound),
            _ => Task.FromResult<IReadOnlyList<IPAddress>>([IPAddress.Parse("8.8.8.8")]),
        };
    }

    private RegisterEndpoint Register() => new(
        _deliveries.Endpoints,
        _deliveries.Directory,
        _deliveries,
        new Names(),
        new CallbackOptions(),
        _deliveries.Clock);

    private async Task<RegisteredEndpoint> AcceptedAsync(EndpointRequest request) =>
        ((Result<RegisteredEndpoint>.Accepted)await Register().HandleAsync(Deliveries.Partner, "main", request, default)).Value;

    private async Task<(string Field, string Message)> FaultAsync(EndpointRequest request)
    {
        var refused = (Result<RegisteredEndpoint>.Refused)await Register().HandleAsync(Deliveries.Partner, "main", request, default);
        var fault = Assert.Single(refused.Refusal.Faults);
        return (fault.Field, fault.Message);
    }

    private async Task DeliverAsync(string eventId)
    {
        var id = await _deliveries.AddAsync(eventId.Replace(' ', '-'), walletId: null);
        Assert.Equal(CallbackState.Delivered, (await _deliveries.StepAsync(id)).EndedAs);
    }

    private bool Proves(WebhookMessage sent, string secret) => WebhookVerification.Verify(
        sent.Headers,
        sent.Body.Span,
        [_deliveries.AddSecret(secret)],
        DateTimeOffset.FromUnixTimeSeconds(long.Parse(sent.Headers.Timestamp, System.Globalization.CultureInfo.InvariantCulture)),
        WebhookVerification.DefaultTolerance) == WebhookVerdict.Genuine;
}
