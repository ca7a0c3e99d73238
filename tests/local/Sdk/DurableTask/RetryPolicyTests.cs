using Microsoft.DurableTask;
using Xunit;

namespace WalletFunctions.Tests.Local.Sdk.DurableTask;

/// <summary>Retry policies and options; the same in both builds.</summary>
public sealed class RetryPolicyTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void A_policy_without_limits_grows_to_an_hour_and_goes_on_for_ever()
    {
        var policy = new RetryPolicy(3, Second);

        Assert.Equal((3, Second, 1.0), (policy.MaxNumberOfAttempts, policy.FirstRetryInterval, policy.BackoffCoefficient));
        Assert.Equal((TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan), (policy.MaxRetryInterval, policy.RetryTimeout));
    }

    [Fact]
    public void Values_out_of_range_are_refused_by_name()
    {
        var half = Second / 2;

        Assert.Throws<ArgumentOutOfRangeException>("maxNumberOfAttempts", () => new RetryPolicy(0, Second));
        Assert.Throws<ArgumentOutOfRangeException>("firstRetryInterval", () => new RetryPolicy(1, TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>("backoffCoefficient", () => new RetryPolicy(1, Second, 0.9));
        Assert.Throws<ArgumentOutOfRangeException>("maxRetryInterval", () => new RetryPolicy(1, Second, maxRetryInterval: half));
        Assert.Throws<ArgumentOutOfRangeException>("retryTimeout", () => new RetryPolicy(1, Second, retryTimeout: half));
        _ = new RetryPolicy(1, Second, maxRetryInterval: Timeout.InfiniteTimeSpan, retryTimeout: Timeout.InfiniteTimeSpan);
    }

    [Fact]
    public void Options_take_a_policy_or_a_handler()
    {
        var policy = new RetryPolicy(3, Second);
        RetryHandler handler = _ => true;

        Assert.Same(policy, TaskOptions.FromRetryPolicy(policy).Retry!.Policy);
        Assert.Same(policy, new TaskOptions(policy).Retry!.Policy);
        Assert.NotNull(TaskOptions.FromRetryHandler(handler).Retry!.Handler);
        Assert.Null(TaskOptions.FromRetryHandler(handler).Retry!.Policy);
        Assert.Null(new TaskOptions().Retry);
    }

    [Fact]
    public void Sub_orchestration_options_keep_the_retry_and_take_an_id()
    {
        var options = TaskOptions.FromRetryPolicy(new RetryPolicy(3, Second));

        var sub = options.WithInstanceId("child");

        Assert.Equal(("child", options.Retry), (sub.InstanceId, sub.Retry));
        Assert.Equal("child", new SubOrchestrationOptions(sub, null).InstanceId);
        Assert.Equal("other", new SubOrchestrationOptions((TaskOptions)sub, "other").InstanceId);
        Assert.Equal(sub, new SubOrchestrationOptions(sub));
    }
}
