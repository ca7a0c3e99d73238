using WalletFunctions.Shared.Callbacks.Signing;
using Xunit;

namespace WalletFunctions.Tests.Shared.Callbacks.Signing;

public sealed class WebhookSecretTests
{
    [Theory]
    [InlineData(24)]
    [InlineData(32)]
    [InlineData(64)]
    public void A_secret_of_allowed_length_is_read_back_as_written(int bytes)
    {
        var secret = WebhookSecret.FromBytes(Enumerable.Range(1, bytes).Select(i => (byte)i).ToArray());

        Assert.True(WebhookSecret.Parse(secret.Reveal()).SameAs(secret));
        Assert.StartsWith("whsec_", secret.Reveal(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("whsec_")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("WHSEC_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZI o2LaLaSw")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa--")]
    [InlineData("whsec_plJ3nmyCDGBKInavdOK15jsl")]
    public void What_is_not_a_secret_is_refused_without_being_repeated(string? text)
    {
        Assert.False(WebhookSecret.TryParse(text, out _));
        var fault = Assert.Throws<FormatException>(() => WebhookSecret.Parse(text!));
        Assert.DoesNotContain("MfKQ", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_of_65_bytes_is_refused() =>
        Assert.False(WebhookSecret.TryParse("whsec_" + Convert.ToBase64String(new byte[65]), out _));

    [Fact]
    public void A_secret_hides_itself_in_text() =>
        Assert.Equal("whsec_(hidden)", $"{WebhookSecret.Parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")}");
}
