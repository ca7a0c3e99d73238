using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;
using WalletFunctions.Shared.Banking;

namespace WalletFunctions.Banking.Http;

/// <summary>The line to the bank: one question over HTTP and its answer. Everything that can go wrong is an unclear answer; only the caller's own cancellation throws.</summary>
internal sealed class BankLine
{
    /// <summary>The name of its HTTP client.</summary>
    public const string Client = "bank";

    private readonly string _base;
    private readonly string? _apiKey;
    private readonly IHttpClientFactory _clients;
    private readonly ResiliencePipeline _pipeline;
    private readonly BankLog _log;

    /// <summary>The line to the bank that the settings name.</summary>
    public BankLine(Uri baseUrl, BankOptions options, IHttpClientFactory clients, TimeProvider time, BankLog log)
    {
        _base = baseUrl.AbsoluteUri.TrimEnd('/');
        _apiKey = options.ApiKey;
        _clients = clients;
        _log = log;
        _pipeline = BankPipeline.Build(options, time, log);
    }

    /// <summary>Asks one question.</summary>
    /// <typeparam name="T">What an answer is.</typeparam>
    /// <param name="question">The question.</param>
    /// <param name="read">Understands a reply; null when it is not what was agreed.</param>
    /// <param name="unclear">The answer that says nothing.</param>
    /// <param name="cancellationToken">Gives up; the bank may have done it.</param>
    public async Task<T> AskAsync<T>(BankQuestion question, Func<BankReply, T?> read, Func<string, T> unclear, CancellationToken cancellationToken)
        where T : class
    {
        string why;
        try
        {
            var attempt = await _pipeline.ExecuteAsync(
                static async (asked, token) => await asked.Line.AttemptAsync(asked.Question, asked.Read, token),
                (Line: this, Question: question, Read: read),
                cancellationToken);
            if (attempt.Answer is { } answer)
            {
                return answer;
            }

            why = attempt.Why;
        }
        catch (TimeoutRejectedException timeout)
        {
            why = $"{UnclearCodes.Timeout}: no answer in {timeout.Timeout}";
        }
        catch (BrokenCircuitException)
        {
            why = UnclearCodes.BreakerOpen;
        }
        catch (HttpRequestException tooLong) when (tooLong.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            why = $"{UnclearCodes.Unreadable}: above the limit of its size";
        }
        catch (HttpRequestException lost)
        {
            why = $"{UnclearCodes.Unreachable}: {lost.HttpRequestError}";
        }

        _log.Unclear(question.Subject, why);
        return unclear(why);
    }

    private async Task<BankAttempt<T>> AttemptAsync<T>(BankQuestion question, Func<BankReply, T?> read, CancellationToken cancellationToken)
        where T : class
    {
        using var client = _clients.CreateClient(Client);
        using var request = new HttpRequestMessage(question.Method, new Uri(_base + question.Path));
        request.Content = question.Body is { } body ? JsonContent.Create(body, body.GetType(), options: BankJson.Options) : null;
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.Authorization = _apiKey is null ? null : new AuthenticationHeaderValue("Bearer", _apiKey);

        // The client buffers the whole answer, and no more than its limit.
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
        var reply = new BankReply(response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellationToken));
        return read(reply) is { } answer
            ? new BankAttempt<T>(answer, string.Empty, IsTransient: false, IsBroken: false)
            : Unanswered<T>(reply.Status);
    }

    private static BankAttempt<T> Unanswered<T>(HttpStatusCode status)
        where T : class
    {
        return status switch
        {
            HttpStatusCode.OK or HttpStatusCode.NotFound => new(null, UnclearCodes.Unreadable, IsTransient: false, IsBroken: true),

            // Our own bug, not a failure of the bank: the breaker must not cut off everybody else for it.
            HttpStatusCode.Conflict => new(null, UnclearCodes.ReferenceReused, IsTransient: false, IsBroken: false),
            _ => new(null, $"{UnclearCodes.Failed}: HTTP {(int)status}", IsTransient: (int)status is 408 or 429 or >= 500, IsBroken: true),
        };
    }
}
