using System.Net;
using WalletFunctions.Callbacks;
using WalletFunctions.Callbacks.Sending;
using WalletFunctions.Shared.Callbacks;
using WalletFunctions.Shared.Callbacks.Signing;
using Xunit;

namespace WalletFunctions.Tests.Functions.Callbacks.Sending;

public sealed class AddressGuardTests
{
    private static readonly CallbackOptions Public = new();
    private static readonly CallbackOptions Local = new() { AllowLoopback = true };

    [Theory]
    [InlineData("127.0.0.1", "loopback")]
    [InlineData("10.0.0.7", "private")]
    [InlineData("172.20.0.7", "private")]
    [InlineData("192.168.0.7", "private")]
    [InlineData("169.254.169.254", "link-local")]
    [InlineData("100.100.100.200", "carrier-grade-nat")]
    [InlineData("168.63.129.16", "metadata")]
    [InlineData("0.0.0.0", "unspecified")]
    [InlineData("224.0.0.1", "multicast")]
    [InlineData("::1", "loopback")]
    [InlineData("::ffff:127.0.0.1", "loopback")]
    [InlineData("::ffff:10.0.0.7", "private")]
    [InlineData("::127.0.0.1", "ipv4-compatible")]
    [InlineData("64:ff9b::7f00:1", "loopback")]
    [InlineData("2002:7f00:1::", "loopback")]
    [InlineData("fd00:ec2::254", "unique-local")]
    [InlineData("fe80::1", "link-local")]
    public async Task A_public_name_with_an_address_of_ours_is_refused_before_connecting(string address, string reason)
    {
        var resolver = new ScriptedResolver([address]);

        var outcome = await SendAsync("https://hooks.partner.example/", Public, resolver);

        Assert.Equal(new AttemptOutcome.NotSent(NotSentReason.AddressRefused, reason), outcome);
        Assert.Equal(["hooks.partner.example"], resolver.Asked);
    }

    [Fact]
    public async Task One_refused_address_among_public_ones_refuses_the_name() =>
        Assert.Equal(
            new AttemptOutcome.NotSent(NotSentReason.AddressRefused, "private"),
            await SendAsync("https://hooks.partner.example/", Public, new ScriptedResolver(["8.8.8.8", "10.0.0.7"])));

    [Theory]
    [InlineData("https://2130706433/", "loopback")]
    [InlineData("https://0x7f.1/", "loopback")]
    [InlineData("https://0177.0.0.1/", "loopback")]
    [InlineData("https://[::ffff:7f00:1]/", "loopback")]
    [InlineData("https://169.254.169.254/metadata/instance", "link-local")]
    [InlineData("http://hooks.partner.example/", "not-https")]
    [InlineData("https://user@hooks.partner.example/", "user-info")]
    [InlineData("https://hooks.partner.example:25/", "port")]
    public async Task A_url_of_ours_is_refused_without_asking_for_its_address(string url, string reason)
    {
        var resolver = new ScriptedResolver(["8.8.8.8"]);

        Assert.Equal(new AttemptOutcome.NotSent(NotSentReason.UrlRefused, reason), await SendAsync(url, Public, resolver));
        Assert.Empty(resolver.Asked);
    }

    [Fact]
    public async Task The_connection_goes_to_the_address_that_was_checked()
    {
        await using var receiver = RawReceiver.Status("200 OK");
        // A second look-up would give a private address: there is none.
        var resolver = new ScriptedResolver(["127.0.0.1"], ["10.0.0.7"]);

        var outcome = await SendAsync($"http://hooks.partner.example:{receiver.Port}/", Local, resolver);

        Assert.Equal(new AttemptOutcome.Answered(200, null, 0, false), outcome);
        Assert.Single(resolver.Asked);
        Assert.Equal($"hooks.partner.example:{receiver.Port}", Assert.Single(receiver.Requests).Headers["Host"]);
    }

    [Fact]
    public async Task Every_new_connection_is_checked_again()
    {
        await using var receiver = RawReceiver.Status("200 OK\r\nConnection: close");
        using var sender = new WebhookSender(Local, new ScriptedResolver(["127.0.0.1"], ["10.0.0.7"]), TimeProvider.System);
        var message = Message($"http://hooks.partner.example:{receiver.Port}/");

        Assert.IsType<AttemptOutcome.Answered>(await sender.SendAsync(message, default));
        Assert.Equal(new AttemptOutcome.NotSent(NotSentReason.AddressRefused, "private"), await sender.SendAsync(message, default));
    }

    [Fact]
    public async Task The_next_address_is_tried_when_the_first_does_not_answer()
    {
        await using var receiver = RawReceiver.Status("200 OK");
        // The receiver listens on 127.0.0.1 alone, so 127.0.0.2 refuses the connection.
        var resolver = new ScriptedResolver(["127.0.0.2", "127.0.0.1"]);

        Assert.IsType<AttemptOutcome.Answered>(await SendAsync($"http://hooks.partner.example:{receiver.Port}/", Local, resolver));
    }

    [Fact]
    public async Task A_name_without_an_address_is_an_outcome()
    {
        Assert.Equal(
            new AttemptOutcome.NoAnswer(NoAnswerReason.NameNotResolved),
            await SendAsync("https://hooks.partner.example/", Public, new ScriptedResolver()));
        Assert.Equal(
            new AttemptOutcome.NoAnswer(NoAnswerReason.NameNotResolved),
            await SendAsync("https://hooks.partner.example/", Public, new ScriptedResolver([])));
    }

    [Fact]
    public async Task The_systems_resolver_answers_for_this_machine() =>
        Assert.Contains(await new SystemHostResolver().ResolveAsync("localhost", default), IPAddress.IsLoopback);

    private static async Task<AttemptOutcome> SendAsync(string url, CallbackOptions options, ScriptedResolver resolver)
    {
        using var sender = new WebhookSender(options, resolver, TimeProvider.System);
        return await sender.SendAsync(Message(url), default);
    }

    private static WebhookMessage Message(string url) => new(url, new WebhookHeaders("cbk_1", "1614265330", "v1,abc"), "application/json", "{}"u8.ToArray());
}
