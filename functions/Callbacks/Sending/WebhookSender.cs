using System.Net;
using System.Net.Http.Headers;
using WalletFunctions.Shared.Callbacks;
using WalletFunctions.Shared.Callbacks.Endpoints;
using WalletFunctions.Shared.Callbacks.Signing;

namespace WalletFunctions.Callbacks.Sending;

/// <summary>
/// Posts webhooks over HTTP/1.1: no redirects, no proxy, no cookies, no decompression, every size and time limited, every connection through
/// <see cref="GuardedConnector"/>. One for the process; safe for concurrent use.
/// </summary>
public sealed class WebhookSender : IWebhookSender, ISignedQuestions, IDisposable
{
    private const int ReadBytes = 8 * 1024;
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan IdleLifetime = TimeSpan.FromSeconds(30);

    private readonly CallbackOptions _options;
    private readonly TimeProvider _clock;
    private readonly HttpClient _client;

    /// <summary>A sender that resolves names by <paramref name="resolver"/>.</summary>
    public WebhookSender(CallbackOptions options, IHostResolver resolver, TimeProvider clock)
    {
        _options = options;
        _clock = clock;
        _client = new HttpClient(NewHandler(options, new GuardedConnector(options, resolver, clock)))
        {
            Timeout = Timeout.InfiniteTimeSpan, // the attempt's own deadline is told from the caller's cancellation
        };
        _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("WalletFunctions", "1.0"));
    }

    /// <inheritdoc/>
    public async Task<AttemptOutcome> SendAsync(WebhookMessage message, CancellationToken cancellationToken) =>
        (await ExchangeAsync(message, null, cancellationToken)).Outcome;

    /// <inheritdoc/>
    public Task<SignedAnswer> AskAsync(WebhookMessage message, CancellationToken cancellationToken) =>
        ExchangeAsync(message, new MemoryStream(), cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<SignedAnswer> ExchangeAsync(WebhookMessage message, MemoryStream? kept, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (EndpointUrl.Refuse(message.Url, _options.AllowLoopback, out var url) is { } reason)
        {
            return SignedAnswer.Without(new AttemptOutcome.NotSent(NotSentReason.UrlRefused, reason));
        }

        using var request = NewRequest(url!, message);
        using var deadline = new CancellationTokenSource(_options.AttemptDeadline, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var (bytes, cutOff) = await DrainAsync(response, kept, either.Token, cancellationToken);
            return new SignedAnswer(
                new AttemptOutcome.Answered((int)response.StatusCode, RetryAfter.Read(RetryAfterOf(response), _clock.GetUtcNow()), bytes, cutOff),
                kept?.ToArray() ?? []);
        }
        catch (HttpRequestException exception)
        {
            return SignedAnswer.Without(SendFailure.OutcomeOf(exception));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return SignedAnswer.Without(new AttemptOutcome.NoAnswer(NoAnswerReason.Timeout));
        }
    }

    private static SocketsHttpHandler NewHandler(CallbackOptions options, GuardedConnector connector) => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = false, // a proxy from the environment would connect for us, past the guard
        Credentials = null,
        PreAuthenticate = false,
        ActivityHeadersPropagator = null, // our trace ids are not the partner's business
        ConnectTimeout = options.ConnectDeadline,
        MaxResponseHeadersLength = options.MaximumHeadersKib,
        MaxResponseDrainSize = 0, // what the sender did not read is not read behind its back
        PooledConnectionLifetime = ConnectionLifetime, // names are resolved, and checked, again
        PooledConnectionIdleTimeout = IdleLifetime,
        ConnectCallback = (context, cancellationToken) => connector.ConnectAsync(context.DnsEndPoint, cancellationToken),
    };

    private static HttpRequestMessage NewRequest(Uri url, WebhookMessage message)
    {
        var content = new ReadOnlyMemoryContent(message.Body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(message.ContentType);
        var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        request.Headers.Add(WebhookHeaders.IdName, message.Headers.Id);
        request.Headers.Add(WebhookHeaders.TimestampName, message.Headers.Timestamp);
        request.Headers.Add(WebhookHeaders.SignatureName, message.Headers.Signature);
        return request;
    }

    private static string? RetryAfterOf(HttpResponseMessage response) =>
        response.Headers.NonValidated.TryGetValues("Retry-After", out var values) ? values.First() : null;

    // The status is the answer. The body is read to free the connection for the next callback, or kept where it was asked for, and given up
    // at the first difficulty.
    private async Task<(int Bytes, bool CutOff)> DrainAsync(
        HttpResponseMessage response, MemoryStream? kept, CancellationToken attempt, CancellationToken caller)
    {
        using var limit = new CancellationTokenSource(_options.BodyDeadline, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, attempt);
        var buffer = new byte[ReadBytes];
        var bytes = 0;
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(either.Token);
            while (bytes < _options.MaximumBodyBytes)
            {
                var read = await body.ReadAsync(buffer.AsMemory(0, Math.Min(ReadBytes, _options.MaximumBodyBytes - bytes)), either.Token);
                if (read == 0)
                {
                    return (bytes, false);
                }

                bytes += read;
                kept?.Write(buffer, 0, read);
            }
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException
            || (exception is OperationCanceledException && !caller.IsCancellationRequested))
        {
            return (bytes, true);
        }

        return (bytes, true);
    }
}
