using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace WalletFunctions.Risk.Services;

/// <summary>
/// How one service is called: all attempts within a total deadline, each within its own, repeated when that is safe and could help, and not called at all
/// while its circuit breaker is open. One per service and process, as the breaker must see every call.
/// </summary>
internal static class RiskServicePipeline
{
    /// <summary>Builds the pipeline, from the outside in: total deadline, retry, breaker, attempt deadline.</summary>
    public static ResiliencePipeline<RiskServiceAttempt> Build(string service, RiskServiceOptions options, TimeProvider time, RiskServiceLog log)
    {
        var builder = new ResiliencePipelineBuilder<RiskServiceAttempt> { TimeProvider = time };
        builder.AddTimeout(options.TotalDeadline);
        if (options.Retries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions<RiskServiceAttempt>
            {
                MaxRetryAttempts = options.Retries,
                Delay = options.RetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = arguments => ValueTask.FromResult(IsTransient(arguments.Outcome)),
            });
        }

        return builder
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<RiskServiceAttempt>
            {
                FailureRatio = options.BreakerFailurePercent / 100d,
                MinimumThroughput = options.BreakerMinimumCalls,
                SamplingDuration = options.BreakerWindow,
                BreakDuration = options.BreakerOpen,
                ShouldHandle = arguments => ValueTask.FromResult(IsTransient(arguments.Outcome) || arguments.Outcome.Result is { IsBroken: true }),
                OnOpened = arguments =>
                {
                    log.BreakerOpened(service, arguments.BreakDuration);
                    return ValueTask.CompletedTask;
                },
                OnClosed = _ =>
                {
                    log.BreakerClosed(service);
                    return ValueTask.CompletedTask;
                },
            })
            .AddTimeout(options.AttemptDeadline)
            .Build();
    }

    // An answer that is too long comes as an HttpRequestException too, but asking again would not make it shorter.
    private static bool IsTransient(Outcome<RiskServiceAttempt> outcome) => outcome.Exception switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => false,
        HttpRequestException or TimeoutRejectedException => true,
        _ => outcome.Result is { IsTransient: true },
    };
}
