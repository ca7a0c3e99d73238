using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Risk;

namespace WalletFunctions.Risk.Services;

/// <summary>
/// One external service over HTTP. <c>POST</c> with the transaction's id as <c>Idempotency-Key</c>, so that asking again is safe. Everything that can go
/// wrong becomes <see cref="RiskAnswer.NoAnswer"/>; only the caller's own cancellation throws.
/// </summary>
internal sealed class RiskService
{
    private readonly string _name;
    private readonly Uri _address;
    private readonly string? _apiKey;
    private readonly IHttpClientFactory _clients;
    private readonly ResiliencePipeline<RiskServiceAttempt> _pipeline;
    private readonly RiskServiceLog _log;

    /// <summary>A service by the name of its HTTP client.</summary>
    public RiskService(string name, string path, RiskServiceOptions options, IHttpClientFactory clients, TimeProvider time, RiskServiceLog log)
    {
        _name = name;
        _address = new Uri(options.BaseUrl.AbsoluteUri.TrimEnd('/') + path);
        _apiKey = options.ApiKey;
        _clients = clients;
        _log = log;
        _pipeline = RiskServicePipeline.Build(name, options, time, log);
    }

    /// <summary>Asks about one transaction.</summary>
    public async Task<RiskAnswer> AskAsync<TQuestion>(TransactionId transaction, TQuestion question, CancellationToken cancellationToken)
    {
        var answer = await TryAskAsync(transaction, question, cancellationToken);
        if (answer is RiskAnswer.NoAnswer(var reason))
        {
            _log.NoAnswer(_name, transaction.Value, reason.Code, reason.Detail);
        }

        return answer;
    }

    private async Task<RiskAnswer> TryAskAsync<TQuestion>(TransactionId transaction, TQuestion question, CancellationToken cancellationToken)
    {
        try
        {
            var attempt = await _pipeline.ExecuteAsync(
                static async (asked, token) => await asked.Service.AttemptAsync(asked.Transaction, asked.Question, token),
                (Service: this, Transaction: transaction, Question: question),
                cancellationToken);
            return attempt.Answer;
        }
        catch (TimeoutRejectedException timeout)
        {
            return No(NoAnswerCodes.Timeout, $"no answer in {timeout.Timeout}");
        }
        catch (BrokenCircuitException)
        {
            return No(NoAnswerCodes.BreakerOpen, "not asked: it failed too often just now");
        }
        catch (HttpRequestException tooLong) when (tooLong.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            return No(NoAnswerCodes.Unreadable, "an answer above the limit of its size");
        }
        catch (HttpRequestException lost)
        {
            return No(NoAnswerCodes.Unreachable, lost.HttpRequestError.ToString());
        }
    }

    private async Task<RiskServiceAttempt> AttemptAsync<TQuestion>(TransactionId transaction, TQuestion question, CancellationToken cancellationToken)
    {
        using var client = _clients.CreateClient(_name);
        using var request = new HttpRequestMessage(HttpMethod.Post, _address)
        {
            Content = JsonContent.Create(question, options: RiskServiceAnswer.Json),
        };
        request.Headers.Add("Idempotency-Key", transaction.Value);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.Authorization = _apiKey is null ? null : new AuthenticationHeaderValue("Bearer", _apiKey);

        // The client buffers the whole answer, and no more than its limit.
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            var status = (int)response.StatusCode;
            var isTransient = status is 408 or 429 or >= 500;
            return new RiskServiceAttempt(No(NoAnswerCodes.Failed, $"HTTP {status}"), isTransient, IsBroken: true);
        }

        var answer = RiskServiceAnswer.Read(await response.Content.ReadAsByteArrayAsync(cancellationToken), transaction);
        return new RiskServiceAttempt(answer, IsTransient: false, IsBroken: answer is not RiskAnswer.Assessed);
    }

    private static RiskAnswer.NoAnswer No(string code, string detail) => new RiskAnswer.NoAnswer(new RiskReason(code, detail));
}
