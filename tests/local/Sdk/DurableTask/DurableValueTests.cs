using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Xunit;

namespace WalletFunctions.Tests.Local.Sdk.DurableTask;

/// <summary>The packages' small types; the same in both builds.</summary>
public sealed class DurableValueTests
{
    private sealed class Json : DataConverter
    {
        public override string? Serialize(object? value) => value is null ? null : JsonSerializer.Serialize(value);

        public override object? Deserialize(string? data, Type targetType) => data is null ? null : JsonSerializer.Deserialize(data, targetType);
    }

    [Fact]
    public void Task_names_are_equal_in_any_case_and_empty_text_is_no_name()
    {
        TaskName name = "Post";

        Assert.True(name == "POST");
        Assert.Equal(name.GetHashCode(), ((TaskName)"post").GetHashCode());
        Assert.Equal("Post", name.ToString());
        Assert.Equal(default, (TaskName)string.Empty);
        Assert.Equal("Post", (string)name);
    }

    [Fact]
    public void Failure_details_tell_types_and_messages_down_to_the_cause()
    {
        var details = TaskFailureDetails.FromException(new InvalidOperationException("outer", new FormatException("inner")));

        Assert.Equal(("System.InvalidOperationException", "outer"), (details.ErrorType, details.ErrorMessage));
        Assert.Equal(("System.FormatException", "inner"), (details.InnerFailure!.ErrorType, details.InnerFailure.ErrorMessage));
        Assert.Equal("System.InvalidOperationException: outer", details.ToString());
    }

    [Fact]
    public void A_failed_task_tells_its_name_number_and_cause()
    {
        var byDetails = new TaskFailedException("Post", 3, new TaskFailureDetails("T", "no funds", null, null, null));
        var byException = new TaskFailedException("Post", 3, new FormatException("no funds"));

        Assert.Equal("Task 'Post' (#3) failed with an unhandled exception: no funds", byDetails.Message);
        Assert.Equal(byDetails.Message, byException.Message);
        Assert.Equal(("Post", 3, "T"), (byDetails.TaskName, byDetails.TaskId, byDetails.FailureDetails.ErrorType));
        Assert.IsType<FormatException>(byException.InnerException);
    }

    [Fact]
    public void A_missing_payload_is_null_and_a_value_type_has_none()
    {
        var converter = new Json();

        Assert.Null(converter.Deserialize<string>(null));
        Assert.Equal(7, converter.Deserialize<int>("7"));
        Assert.Throws<NullReferenceException>(() => converter.Deserialize<int>(null));
    }

    [Fact]
    public void Metadata_reads_its_payloads_only_when_they_came_along()
    {
        var with = new OrchestrationMetadata("Name", "id") { DataConverter = new Json(), SerializedInput = "1", SerializedOutput = "2", SerializedCustomStatus = "3" };
        var without = new OrchestrationMetadata("Name", "id");

        Assert.Equal((1, 2, 3), (with.ReadInputAs<int>(), with.ReadOutputAs<int>(), with.ReadCustomStatusAs<int>()));
        Assert.Throws<InvalidOperationException>(() => without.ReadInputAs<int>());
        Assert.Throws<InvalidOperationException>(() => without.ReadOutputAs<int>());
        Assert.Throws<InvalidOperationException>(() => without.ReadCustomStatusAs<int>());
    }

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Running, false, true)]
    [InlineData(OrchestrationRuntimeStatus.Pending, false, false)]
    [InlineData(OrchestrationRuntimeStatus.Suspended, false, false)]
    [InlineData(OrchestrationRuntimeStatus.Completed, true, false)]
    [InlineData(OrchestrationRuntimeStatus.Failed, true, false)]
    [InlineData(OrchestrationRuntimeStatus.Terminated, true, false)]
    public void An_instance_is_completed_when_it_has_ended_in_any_way(OrchestrationRuntimeStatus status, bool isCompleted, bool isRunning)
    {
        var metadata = new OrchestrationMetadata("Name", "id") { RuntimeStatus = status };

        Assert.Equal((isCompleted, isRunning), (metadata.IsCompleted, metadata.IsRunning));
    }

    [Fact]
    public void Dedupe_statuses_are_kept_as_names()
    {
        var options = new StartOrchestrationOptions("id").WithDedupeStatuses(OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed);

        Assert.Equal(("id", null), (options.InstanceId, options.StartAt));
        Assert.Equal(["Completed", "Failed"], options.DedupeStatuses!);
        Assert.Null(new StartOrchestrationOptions().DedupeStatuses);
    }

    [Fact]
    public void A_purge_does_not_remove_fewer_than_none()
    {
        Assert.Throws<ArgumentException>(() => new PurgeResult(-1));
        Assert.Equal((2, null), (new PurgeResult(2).PurgedInstanceCount, new PurgeResult(2).IsComplete));
        Assert.Equal(true, new PurgeResult(2, true).IsComplete);
    }
}
