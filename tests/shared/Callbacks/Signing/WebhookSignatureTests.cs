using System.Text;
using WalletFunctions.Shared.Callbacks.Signing;
using Xunit;

namespace WalletFunctions.Tests.Shared.Callbacks.Signing;

public sealed class WebhookSignatureTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_614_265_330);
    private static readonly byte[] Body = """{"test": 2432232314}"""u8.ToArray();
    private static readonly WebhookSecret Published = WebhookSecret.Parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    [Fact]
    public void The_published_vector_of_the_reference_libraries_is_signed_alike()
    {
        var headers = WebhookSignature.Sign("msg_p5jXN8AQM9LWM0D4loKWxJek", Now, Body, [Published]);

        Assert.Equal(
            new WebhookHeaders("msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="), headers);
    }

    [Fact]
    public void The_published_vector_of_the_manual_verification_guide_is_signed_alike()
    {
        // Its key has 18 bytes, fewer than the specification allows a secret to have: so the bare computation is tested.
        var key = Convert.FromBase64String("plJ3nmyCDGBKInavdOK15jsl");

        var signature = WebhookSignature.Compute(
            key, "msg_loFOjxBNrRLzqYUf", 1_731_705_121, """{"event_type":"ping","data":{"success":true}}"""u8);

        Assert.Equal("rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=", Convert.ToBase64String(signature));
    }

    [Fact]
    public void A_body_beyond_ascii_is_signed_as_its_utf8_bytes()
    {
        // Independent value: HMAC-SHA256 by another implementation over the same bytes.
        var signature = WebhookSignature.Compute(Published.Key, "cbk_1", 1_700_000_000, Encoding.UTF8.GetBytes("""{"name":"Ærøskøbing €"}"""));

        Assert.Equal("BPyWE5aLBt4qiVPbNOVfMsJIpIRdWQNrEg1GopTTWPo=", Convert.ToBase64String(signature));
    }

    [Fact]
    public void Every_live_secret_signs_and_either_verifies()
    {
        var other = WebhookSecret.FromBytes(Enumerable.Range(0, 32).Select(i => (byte)i).ToArray());

        var headers = WebhookSignature.Sign("cbk_1", Now, Body, [other, Published]);

        Assert.Equal(2, headers.Signature.Split(' ').Length);
        Assert.Equal(WebhookVerdict.Genuine, Verify(headers, Body, Now, other));
        Assert.Equal(WebhookVerdict.Genuine, Verify(headers, Body, Now, Published));
    }

    [Fact]
    public void A_changed_body_id_time_or_signature_is_found()
    {
        var headers = WebhookSignature.Sign("cbk_1", Now, Body, [Published]);
        byte[] longer = [.. Body, (byte)' '];
        var flipped = Body.ToArray();
        flipped[0] ^= 1;

        Assert.Equal(WebhookVerdict.WrongSignature, Verify(headers, longer, Now, Published));
        Assert.Equal(WebhookVerdict.WrongSignature, Verify(headers, flipped, Now, Published));
        Assert.Equal(WebhookVerdict.WrongSignature, Verify(headers with { Id = "cbk_2" }, Body, Now, Published));
        Assert.Equal(WebhookVerdict.WrongSignature, Verify(headers with { Timestamp = "1614265331" }, Body, Now, Published));
        Assert.Equal(
            WebhookVerdict.WrongSignature,
            Verify(headers with { Signature = "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=" }, Body, Now, Published));
        Assert.Equal(WebhookVerdict.WrongSignature, Verify(headers with { Signature = headers.Signature[..^5] }, Body, Now, Published));
        Assert.Equal(
            WebhookVerdict.WrongSignature, Verify(headers, Body, Now, WebhookSecret.FromBytes(new byte[WebhookSecret.MinimumBytes])));
    }

    [Fact]
    public void A_good_signature_among_others_and_other_versions_is_enough()
    {
        var headers = WebhookSignature.Sign("cbk_1", Now, Body, [Published]);
        var among = headers with { Signature = $"v1a,AAAA v2,{headers.Signature[3..]} v1,AAAA {headers.Signature} v1," };

        Assert.Equal(WebhookVerdict.Genuine, Verify(among, Body, Now, Published));
    }

    [Fact]
    public void A_signature_of_another_version_alone_proves_nothing()
    {
        var headers = WebhookSignature.Sign("cbk_1", Now, Body, [Published]);

        Assert.Equal(WebhookVerdict.WrongSignature, Verify(headers with { Signature = "v2" + headers.Signature[2..] }, Body, Now, Published));
    }

    [Theory]
    [InlineData(-300, WebhookVerdict.Genuine)]
    [InlineData(-301, WebhookVerdict.TooNew)]
    [InlineData(300, WebhookVerdict.Genuine)]
    [InlineData(301, WebhookVerdict.TooOld)]
    public void The_time_must_be_within_the_tolerance(int secondsLater, WebhookVerdict expected)
    {
        var headers = WebhookSignature.Sign("cbk_1", Now, Body, [Published]);

        Assert.Equal(expected, Verify(headers, Body, Now.AddSeconds(secondsLater), Published));
    }

    [Theory]
    [InlineData("", "1614265330", "v1,x")]
    [InlineData("a.b", "1614265330", "v1,x")]
    [InlineData("a b", "1614265330", "v1,x")]
    [InlineData("cbk_1", "", "v1,x")]
    [InlineData("cbk_1", "-1614265330", "v1,x")]
    [InlineData("cbk_1", "1614265330.5", "v1,x")]
    [InlineData("cbk_1", " 1614265330", "v1,x")]
    [InlineData("cbk_1", "99999999999999999999", "v1,x")]
    [InlineData("cbk_1", "9223372036854775807", "v1,x")]
    [InlineData("cbk_1", "1614265330", "")]
    [InlineData("cbk_1", "1614265330", " ")]
    public void Headers_of_another_form_are_malformed(string id, string timestamp, string signature) =>
        Assert.Equal(WebhookVerdict.Malformed, Verify(new WebhookHeaders(id, timestamp, signature), Body, Now, Published));

    [Fact]
    public void More_signatures_than_the_limit_are_malformed()
    {
        var headers = WebhookSignature.Sign("cbk_1", Now, Body, [Published]);
        var many = string.Join(' ', Enumerable.Repeat(headers.Signature, WebhookVerification.MaximumSignatures + 1));

        Assert.Equal(WebhookVerdict.Malformed, Verify(headers with { Signature = many }, Body, Now, Published));
    }

    [Theory]
    [InlineData("")]
    [InlineData("msg.1")]
    [InlineData("msg 1")]
    [InlineData("msg\n1")]
    [InlineData("mség")]
    public void An_id_that_could_blur_the_signed_parts_is_not_signed(string id) =>
        Assert.Throws<ArgumentException>(() => WebhookSignature.Sign(id, Now, Body, [Published]));

    [Fact]
    public void Nothing_is_sent_unsigned_or_with_more_secrets_than_the_limit()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => WebhookSignature.Sign("cbk_1", Now, Body, []));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => WebhookSignature.Sign("cbk_1", Now, Body, [Published, Published, Published, Published]));
    }

    private static WebhookVerdict Verify(WebhookHeaders headers, byte[] body, DateTimeOffset now, WebhookSecret secret) =>
        WebhookVerification.Verify(headers, body, [secret], now, WebhookVerification.DefaultTolerance);
}
