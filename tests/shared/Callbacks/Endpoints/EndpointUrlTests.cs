using WalletFunctions.Shared.Callbacks.Endpoints;
using Xunit;

namespace WalletFunctions.Tests.Shared.Callbacks.Endpoints;

public sealed class EndpointUrlTests
{
    [Theory]
    [InlineData("https://hooks.partner.example/wallets?v=1")]
    [InlineData("https://hooks.partner.example:8443/")]
    [InlineData("HTTPS://HOOKS.PARTNER.EXAMPLE/")]
    [InlineData("https://8.8.8.8/hook")]
    [InlineData("https://[2606:4700:4700::1111]/hook")]
    [InlineData("https://xn--bcher-kva.example/")]
    public void A_public_https_url_passes(string text)
    {
        Assert.Null(EndpointUrl.Refuse(text, allowLoopback: false, out var url));
        Assert.NotNull(url);
    }

    [Theory]
    [InlineData(null, "not-a-url")]
    [InlineData("", "not-a-url")]
    [InlineData("/relative", "not-https")]
    [InlineData("hooks.partner.example/x", "not-a-url")]
    [InlineData("https://", "not-a-url")]
    [InlineData("https://a b.example/", "not-a-url")]
    [InlineData("https://a.example:99999/", "not-a-url")]
    [InlineData("http://hooks.partner.example/", "not-https")]
    [InlineData("ftp://hooks.partner.example/", "not-https")]
    [InlineData("file:///etc/passwd", "not-https")]
    [InlineData("gopher://hooks.partner.example/", "not-https")]
    [InlineData("https://user@hooks.partner.example/", "user-info")]
    [InlineData("https://user:secret@hooks.partner.example/", "user-info")]
    [InlineData("https://hooks.partner.example@127.0.0.1/", "user-info")]
    [InlineData("https://hooks.partner.example/#part", "fragment")]
    [InlineData("https://hooks.partner.example:22/", "port")]
    [InlineData("https://hooks.partner.example:80/", "port")]
    [InlineData("https://hooks.partner.example:6379/", "port")]
    [InlineData("https://hooks.partner.example:0/", "port")]
    [InlineData("https://localhost/", "local-name")]
    [InlineData("https://localhost./", "local-name")]
    [InlineData("https://a.localhost/", "local-name")]
    [InlineData("https://redis/", "local-name")]
    [InlineData("https://127.0.0.1/", "loopback")]
    [InlineData("https://127.0.0.1./", "loopback")]
    [InlineData("https://127.1/", "loopback")]
    [InlineData("https://2130706433/", "loopback")]
    [InlineData("https://017700000001/", "loopback")]
    [InlineData("https://0177.0.0.1/", "loopback")]
    [InlineData("https://0x7f000001/", "loopback")]
    [InlineData("https://0x7f.1/", "loopback")]
    [InlineData("https://①②⑦.0.0.1/", "not-ascii")]
    [InlineData("https://127。0。0。1/", "not-ascii")]
    [InlineData("https://bücher.example/", "not-ascii")]
    [InlineData("https://0/", "unspecified")]
    [InlineData("https://3232235777/", "private")]
    [InlineData("https://0xa9fea9fe/", "link-local")]
    [InlineData("https://169.254.169.254/latest/meta-data/", "link-local")]
    [InlineData("https://[::1]/", "loopback")]
    [InlineData("https://[::ffff:127.0.0.1]/", "loopback")]
    [InlineData("https://[::ffff:a00:1]/", "private")]
    [InlineData("https://[64:ff9b::a00:1]/", "private")]
    [InlineData("https://[2002:a00:1::1]/", "private")]
    [InlineData("https://[fe80::1]/", "link-local")]
    [InlineData("https://[fd00::1]/", "unique-local")]
    public void A_url_that_could_reach_us_or_hide_its_goal_is_refused(string? text, string reason)
    {
        Assert.Equal(reason, EndpointUrl.Refuse(text, allowLoopback: false, out var url));
        Assert.Null(url);
    }

    [Fact]
    public void A_url_over_the_limit_is_refused() =>
        Assert.Equal(
            "not-a-url",
            EndpointUrl.Refuse("https://a.example/" + new string('x', EndpointUrl.MaximumCharacters), allowLoopback: false, out _));

    [Theory]
    [InlineData("http://127.0.0.1:7081/hook", null)]
    [InlineData("http://localhost:7081/hook", null)]
    [InlineData("http://[::1]:7081/hook", null)]
    [InlineData("http://10.0.0.1:7081/hook", "private")]
    [InlineData("ftp://127.0.0.1/", "not-https")]
    [InlineData("http://user@127.0.0.1/", "user-info")]
    public void A_local_run_lets_plain_http_to_loopback_pass(string text, string? reason) =>
        Assert.Equal(reason, EndpointUrl.Refuse(text, allowLoopback: true, out _));
}
