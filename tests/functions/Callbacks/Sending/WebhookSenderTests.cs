using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using WalletFunctions.Callbacks;
using WalletFunctions.Callbacks.Sending;
using WalletFunctions.Shared.Callbacks;
using WalletFunctions.Shared.Callbacks.Signing;
using Xunit;

namespace WalletFunctions.Tests.Functions.Callbacks.Sending;

public sealed class WebhookSenderTests
{
    // Long enough that a busy machine changes no outcome; a test that waits for a deadline shortens that one.
    private static readonly CallbackOptions Local = new()
    {
        AllowLoopback = true,
        AttemptDeadline = TimeSpan.FromSeconds(30),
        ConnectDeadline = TimeSpan.FromSeconds(10),
        BodyDeadline = TimeSpan.FromSeconds(20),
        MaximumBodyBytes = 10_000,
        MaximumHeadersKib = 4,
    };

    private static readonly CallbackOptions Hasty = Local with
    {
        AttemptDeadline = TimeSpan.FromMilliseconds(300),
        ConnectDeadline = TimeSpan.FromMilliseconds(300),
    };

    private static readonly byte[] Body = """{"type":"wallet.credited"}"""u8.ToArray();
    private static readonly WebhookHeaders Headers = new("cbk_1", "1614265330", "v1,abc v1,def");

    [Fact]
    public async Task The_message_arrives_as_it_was_signed_with_its_three_headers()
    {
        await using var receiver = RawReceiver.Status("204 No Content");

        var outcome = await SendAsync(receiver.Url + "?a=b");

        Assert.Equal(new AttemptOutcome.Answered(204, null, 0, false), outcome);
        var request = Assert.Single(receiver.Requests);
        Assert.Equal("POST /hook?a=b HTTP/1.1", request.RequestLine);
        Assert.Equal(Body, request.Body);
        Assert.Equal("application/json; charset=utf-8", request.Headers["content-type"]);
        Assert.Equal(("cbk_1", "1614265330", "v1,abc v1,def"), (request.Headers["webhook-id"], request.Headers["webhook-timestamp"], request.Headers["webhook-signature"]));
        Assert.Equal(
            ["Content-Length", "Content-Type", "Host", "User-Agent", "webhook-id", "webhook-signature", "webhook-timestamp"],
            request.Headers.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(404)]
    [InlineData(410)]
    [InlineData(500)]
    public async Task Every_status_is_an_answer(int status)
    {
        await using var receiver = RawReceiver.Status(status.ToString(CultureInfo.InvariantCulture) + " X");

        Assert.Equal(new AttemptOutcome.Answered(status, null, 0, false), await SendAsync(receiver.Url));
    }

    [Theory]
    [InlineData("301 Moved Permanently")]
    [InlineData("302 Found")]
    [InlineData("307 Temporary Redirect")]
    [InlineData("308 Permanent Redirect")]
    public async Task A_redirect_is_not_followed(string status)
    {
        await using var inside = RawReceiver.Status("200 OK");
        await using var receiver = RawReceiver.Status($"{status}\r\nLocation: {inside.Url}");

        var outcome = Assert.IsType<AttemptOutcome.Answered>(await SendAsync(receiver.Url));

        Assert.InRange(outcome.StatusCode, 301, 308);
        Assert.Equal((1, 0), (receiver.Connections, inside.Connections));
    }

    [Theory]
    [InlineData("120", 120.0)]
    [InlineData("999999", 86_400.0)]
    [InlineData("Fri, 31 Dec 1999 23:59:59 GMT", 0.0)]
    [InlineData("soon", null)]
    public async Task Retry_after_is_read(string header, double? seconds)
    {
        await using var receiver = RawReceiver.Status($"503 Service Unavailable\r\nRetry-After: {header}");

        Assert.Equal(seconds, Assert.IsType<AttemptOutcome.Answered>(await SendAsync(receiver.Url)).RetryAfter?.TotalSeconds);
    }

    [Fact]
    public async Task A_body_within_the_limit_is_read_and_the_connection_used_again()
    {
        await using var receiver = RawReceiver.Answering("HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n" + new string('x', 9_999));
        using var sender = NewSender(Local, new ScriptedResolver());

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(new AttemptOutcome.Answered(200, null, 9_999, false), await SendAsync(sender, receiver.Url));
        }

        Assert.Equal(1, receiver.Connections);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_cut_off_and_the_status_counts()
    {
        await using var receiver = new RawReceiver(async (_, stream, stop) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray(), stop);
            while (true)
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes("1000\r\n" + new string('x', 0x1000) + "\r\n"), stop);
            }
        });

        Assert.Equal(new AttemptOutcome.Answered(200, null, 10_000, true), await SendAsync(receiver.Url));
    }

    [Fact]
    public async Task A_compressed_bomb_is_not_unpacked()
    {
        await using var receiver = new RawReceiver(async (_, stream, stop) =>
        {
            using var packed = new MemoryStream();
            await using (var zip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.SmallestSize, leaveOpen: true))
            {
                await zip.WriteAsync(new byte[5_000_000], stop);
            }

            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {packed.Length}\r\n\r\n"), stop);
            await stream.WriteAsync(packed.ToArray(), stop);
        });

        var outcome = Assert.IsType<AttemptOutcome.Answered>(await SendAsync(receiver.Url));

        Assert.InRange(outcome.BodyBytes, 1, 10_000);
    }

    [Fact]
    public async Task A_body_that_drips_holds_the_sender_no_longer_than_its_limit()
    {
        await using var receiver = new RawReceiver(async (_, stream, stop) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n"u8.ToArray(), stop);
            await DripAsync(stream, stop);
        });

        var outcome = Assert.IsType<AttemptOutcome.Answered>(
            await SendAsync(receiver.Url, Local with { BodyDeadline = TimeSpan.FromMilliseconds(100) }));

        Assert.True(outcome is { StatusCode: 200, BodyCutOff: true, BodyBytes: < 5_000 });
    }

    [Fact]
    public async Task A_body_that_breaks_off_does_not_undo_the_status()
    {
        await using var receiver = new RawReceiver(async (_, stream, stop) =>
        {
            await stream.WriteAsync("HTTP/1.1 202 Accepted\r\nContent-Length: 5000\r\n\r\nabc"u8.ToArray(), stop);
            throw new IOException("The partner hangs up.");
        });

        Assert.Equal(new AttemptOutcome.Answered(202, null, 3, true), await SendAsync(receiver.Url));
    }

    [Fact]
    public async Task Headers_that_drip_end_at_the_deadline()
    {
        await using var receiver = new RawReceiver(async (_, stream, stop) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nX-Slow: "u8.ToArray(), stop);
            await DripAsync(stream, stop);
        });

        Assert.Equal(new AttemptOutcome.NoAnswer(NoAnswerReason.Timeout), await SendAsync(receiver.Url, Hasty));
    }

    [Fact]
    public async Task A_partner_that_never_answers_is_given_up_at_the_deadline()
    {
        await using var receiver = new RawReceiver((_, _, stop) => Task.Delay(Timeout.Infinite, stop));

        Assert.Equal(new AttemptOutcome.NoAnswer(NoAnswerReason.Timeout), await SendAsync(receiver.Url, Hasty));
    }

    [Fact]
    public async Task Headers_over_the_limit_and_nonsense_are_protocol_errors()
    {
        await using var long1 = RawReceiver.Status($"200 OK\r\nX-Long: {new string('x', 5_000)}");
        await using var nonsense = RawReceiver.Answering("SSH-2.0-OpenSSH_9.6\r\n\r\n");

        Assert.Equal(new AttemptOutcome.NoAnswer(NoAnswerReason.ProtocolError), await SendAsync(long1.Url));
        Assert.Equal(new AttemptOutcome.NoAnswer(NoAnswerReason.ProtocolError), await SendAsync(nonsense.Url));
    }

    [Fact]
    public async Task A_connection_that_breaks_or_is_refused_is_an_outcome()
    {
        string url;
        await using (var gone = new RawReceiver((_, _, _) => throw new IOException("The partner hangs up.")))
        {
            url = gone.Url;
            Assert.Equal(new AttemptOutcome.NoAnswer(NoAnswerReason.ConnectionFailed), await SendAsync(url));
        }

        Assert.Equal(new AttemptOutcome.NoAnswer(NoAnswerReason.ConnectionFailed), await SendAsync(url));
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_refused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        await using var receiver = new RawReceiver(
            (_, _, _) => Task.CompletedTask,
            async stream =>
            {
                var secured = new SslStream(stream);
                await secured.AuthenticateAsServerAsync(certificate);
                return secured;
            });

        Assert.Equal(
            new AttemptOutcome.NoAnswer(NoAnswerReason.SecureConnectionFailed),
            await SendAsync($"https://127.0.0.1:{receiver.Port}/"));
        Assert.Empty(receiver.Requests);
    }

    [Fact]
    public async Task Only_the_callers_own_cancellation_throws()
    {
        await using var receiver = new RawReceiver((_, _, stop) => Task.Delay(Timeout.Infinite, stop));
        using var cancellation = new CancellationTokenSource();
        using var sender = NewSender(Local, new ScriptedResolver());
        var sending = sender.SendAsync(new WebhookMessage(receiver.Url, Headers, "application/json", Body), cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    private static async Task DripAsync(Stream stream, CancellationToken stop)
    {
        while (true)
        {
            await stream.WriteAsync("x"u8.ToArray(), stop);
            await Task.Delay(10, stop);
        }
    }

    private static WebhookSender NewSender(CallbackOptions options, IHostResolver resolver) => new(options, resolver, TimeProvider.System);

    private static async Task<AttemptOutcome.Answered> SendAsync(WebhookSender sender, string url) =>
        Assert.IsType<AttemptOutcome.Answered>(
            await sender.SendAsync(new WebhookMessage(url, Headers, "application/json; charset=utf-8", Body), default));

    private static async Task<AttemptOutcome> SendAsync(string url, CallbackOptions? options = null)
    {
        using var sender = NewSender(options ?? Local, new ScriptedResolver());
        return await sender.SendAsync(new WebhookMessage(url, Headers, "application/json; charset=utf-8", Body), default);
    }
}
