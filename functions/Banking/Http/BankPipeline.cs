using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace WalletFunctions.Banking.Http;

/// <summary>
/// How the bank is called: all attempts within a total deadline, each within its own, repeated when that could help, and not called at all while the circuit breaker is open. One for all
/// kinds of calls, as the breaker must see every one.
/// </summary>
internal static class BankPipeline
{
    /// <summary>Builds the pipeline, from the outside in: total deadline, retry, breaker, attempt deadline.</summary>
    public static ResiliencePipeline Build(BankOptions options, TimeProvider time, BankLog log)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = time };
        builder.AddTimeout(options.TotalDeadline);
        if (options.Retries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = options.Retries,
                Delay = options.RetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = arguments => ValueTask.FromResult(IsTransient(arguments.Outcome)),
            });
        }

        return builder
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                FailureRatio = options.BreakerFailurePercent / 100d,
                MinimumThroughput = options.BreakerMinimumCalls,
                SamplingDuration = options.BreakerWindow,
                BreakDuration = options.BreakerOpen,
                ShouldHandle = arguments => ValueTask.FromResult(IsTransient(arguments.Outcome) || arguments.Outcome.Result is BankAttempt { IsBroken: true }),
                OnOpened = arguments =>
                {
                    log.BreakerOpened(arguments.BreakDuration);
                    return ValueTask.CompletedTask;
                },
                OnClosed = _ =>
                {
                    log.BreakerClosed();
                    return ValueTask.CompletedTask;
                },
            })
            .AddTimeout(options.AttemptDeadline)
            .Build();
    }

    // An answer that is too long comes as an HttpRequestException too, but asking again would not make it shorter.
    private static bool IsTransient(Outcome<object> outcome) => outcome.Exception switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => false,
        HttpRequestException or TimeoutRejectedException => true,
        _ => outcome.Result is BankAttempt { IsTransient: true },
    };
}
