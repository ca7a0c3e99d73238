using WalletFunctions.Shared.Callbacks.Endpoints;
using WalletFunctions.Shared.Identifiers;
using Xunit;

namespace WalletFunctions.Tests.Shared.Callbacks.Endpoints;

public sealed class CallbackEndpointTests
{
    private static readonly DateTimeOffset Now = new(2026, 7, 1, 10, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Overlap = TimeSpan.FromDays(1);

    [Theory]
    [InlineData("wallet.credited", "wallet.credited", true)]
    [InlineData("wallet.credited", "wallet.debited", false)]
    [InlineData("wallet.credited", "wallet.credited.again", false)]
    [InlineData("wallet.*", "wallet.credited", true)]
    [InlineData("wallet.*", "wallets.credited", false)]
    [InlineData("*", "anything.at-all", true)]
    public void An_endpoint_gets_the_event_types_it_asks_for(string pattern, string eventType, bool wanted) =>
        Assert.Equal(wanted, Endpoint() with { EventTypes = [pattern] } is var endpoint && endpoint.Wants(eventType));

    [Theory]
    [InlineData("wallet.credited", true)]
    [InlineData("wallet.status-changed", true)]
    [InlineData("wallet.*", true)]
    [InlineData("*", true)]
    [InlineData("", false)]
    [InlineData("wallet.", false)]
    [InlineData(".wallet", false)]
    [InlineData("wal*", false)]
    [InlineData("*.credited", false)]
    [InlineData("wallet..credited", false)]
    [InlineData("wallet credited", false)]
    public void A_pattern_has_one_form(string pattern, bool valid) => Assert.Equal(valid, EventTypePattern.IsValid(pattern));

    [Fact]
    public void Switching_off_keeps_the_first_reason_and_can_be_undone()
    {
        var off = Endpoint().SwitchOff("gone", Now).SwitchOff("operator", Now.AddHours(1));

        Assert.Equal(new EndpointSwitchedOff(Now, "gone"), off.Off);
        Assert.True(off.SwitchOn().IsOn);
    }

    [Fact]
    public void At_every_moment_of_a_rotation_a_receiver_with_the_old_or_the_new_secret_is_served()
    {
        var endpoint = Rotated(SecretRotation.Rotate(Endpoint(), "s2", Now, Overlap));

        Assert.Equal(["s1"], Endpoint().LiveSecrets(Now));
        Assert.Equal(["s2", "s1"], endpoint.LiveSecrets(Now));
        Assert.Equal(["s2", "s1"], endpoint.LiveSecrets(Now + Overlap - TimeSpan.FromTicks(1)));
        Assert.Equal(["s2"], endpoint.LiveSecrets(Now + Overlap));
    }

    [Fact]
    public void A_second_rotation_in_haste_does_not_lengthen_the_life_of_the_first_secret()
    {
        var twice = Rotated(SecretRotation.Rotate(
            Rotated(SecretRotation.Rotate(Endpoint(), "s2", Now, Overlap)), "s3", Now.AddHours(1), Overlap));

        Assert.Equal(["s3", "s2", "s1"], twice.LiveSecrets(Now.AddHours(2)));
        Assert.Equal(["s3", "s2"], twice.LiveSecrets(Now + Overlap));
        Assert.Equal(["s3"], twice.LiveSecrets(Now + Overlap + TimeSpan.FromHours(1)));
    }

    [Fact]
    public void A_rotation_that_would_push_out_a_live_secret_is_refused()
    {
        var twice = Rotated(SecretRotation.Rotate(
            Rotated(SecretRotation.Rotate(Endpoint(), "s2", Now, Overlap)), "s3", Now, Overlap));

        Assert.Equal(new SecretRotation.TooManyLive(3), SecretRotation.Rotate(twice, "s4", Now, Overlap));
        var later = Rotated(SecretRotation.Rotate(twice, "s4", Now + Overlap, Overlap));
        Assert.Equal(["s3", "s4"], later.Secrets.Select(secret => secret.Name));
    }

    [Fact]
    public void Rotating_to_the_same_name_again_changes_nothing_and_bounds_hold()
    {
        var rotated = Rotated(SecretRotation.Rotate(Endpoint(), "s2", Now, Overlap));

        Assert.Equal(rotated, Rotated(SecretRotation.Rotate(rotated, "s2", Now.AddHours(3), Overlap)));
        Assert.IsType<SecretRotation.OverlapOutOfBounds>(SecretRotation.Rotate(Endpoint(), "s2", Now, TimeSpan.FromMinutes(9)));
        Assert.IsType<SecretRotation.OverlapOutOfBounds>(SecretRotation.Rotate(Endpoint(), "s2", Now, TimeSpan.FromDays(31)));
    }

    [Fact]
    public void A_rotation_is_taken_back_by_naming_the_old_secret_again_whether_it_still_signs_or_not()
    {
        var rotated = Rotated(SecretRotation.Rotate(Endpoint(), "s2", Now, Overlap));
        foreach (var at in new[] { Now.AddHours(1), Now + Overlap + TimeSpan.FromHours(1) })
        {
            var back = Rotated(SecretRotation.Rotate(rotated, "s1", at, Overlap));

            Assert.Equal(["s1", "s2"], back.LiveSecrets(at));
            Assert.Equal(["s1"], back.LiveSecrets(at + Overlap));
            Assert.Equal(back, Rotated(SecretRotation.Rotate(back, "s1", at.AddMinutes(1), Overlap)));
        }
    }

    private static CallbackEndpoint Rotated(SecretRotation rotation) => Assert.IsType<SecretRotation.Rotated>(rotation).Endpoint;

    private static CallbackEndpoint Endpoint() => new()
    {
        Partner = PartnerId.Parse("p1"),
        EndpointId = "main",
        Url = "https://hooks.partner.example/",
        EventTypes = ["*"],
        Secrets = [new EndpointSecret("s1", Now.AddDays(-30), null)],
    };
}
