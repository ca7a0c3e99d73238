using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Hosting;
using WalletFunctions.Local.Host;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Local.Host;

/// <summary>Orchestrations as an app meets them: started over HTTP by the bound client, through the app's middleware.</summary>
public sealed class DurableFunctionTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task A_request_starts_an_orchestration_whose_activities_get_their_input_by_name_in_any_case()
    {
        await using var host = await Host().StartAsync();
        using var http = new HttpClient { BaseAddress = host.BaseAddress };

        Assert.Equal("\"Ada counted 3: 6\"", await http.GetStringAsync(new Uri("/api/count/3", UriKind.Relative)));
    }

    [Fact]
    public async Task Middleware_sees_orchestrations_and_activities_with_their_triggers()
    {
        var seen = new ConcurrentQueue<string>();
        await using var host = await (Host() with
        {
            Configure = builder => builder.UseMiddleware((context, next) =>
            {
                seen.Enqueue($"{context.FunctionDefinition.Name} {context.FunctionDefinition.InputBindings.Values.First(binding => binding.Type != "durableClient").Type}");
                return next();
            }),
        }).StartAsync();
        using var http = new HttpClient { BaseAddress = host.BaseAddress };

        await http.GetStringAsync(new Uri("/api/count/1", UriKind.Relative));

        Assert.Contains("Count httpTrigger", seen);
        Assert.Contains("CountUp orchestrationTrigger", seen);
        Assert.Contains("Double activityTrigger", seen);
    }

    [Fact]
    public async Task Middleware_that_awaits_before_an_orchestrator_fails_the_orchestration_and_does_not_hang()
    {
        await using var host = await (Host() with
        {
            Configure = builder => builder.UseWhen(
                context => context.FunctionDefinition.InputBindings.Values.Any(binding => binding.Type == "orchestrationTrigger"),
                async (_, next) =>
                {
                    await Task.Yield();
                    await next();
                }),
        }).StartAsync();

        var id = await host.Durable.ScheduleNewOrchestrationInstanceAsync("CountUp", new Order("Ada", 1));
        var end = await Eventually.ArrivesAsync(host.Durable.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Contains("asynchronous invocation", end.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_orchestration_goes_on_after_a_restart()
    {
        var test = Host();
        string id;
        await using (var host = await test.StartAsync())
        {
            id = await host.Durable.ScheduleNewOrchestrationInstanceAsync("WaitForWord");
            await Eventually.ArrivesAsync(host.Durable.WaitForInstanceStartAsync(id));
        }

        await using var again = await test.StartAsync();
        await again.Durable.RaiseEventAsync(id, "word", "hello");
        var end = await Eventually.ArrivesAsync(again.Durable.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));

        Assert.Equal("\"hello\"", end.SerializedOutput);
    }

    [Fact]
    public async Task A_second_host_on_the_same_storage_is_refused_in_one_clear_line()
    {
        var test = Host();
        await using var host = await test.StartAsync();

        var refused = await Assert.ThrowsAsync<LocalHostException>(test.StartAsync);

        Assert.Contains("one storage serves one host", refused.Message, StringComparison.Ordinal);
    }

    private TestHost Host() => new(azurite, typeof(Functions));

    public sealed record Order(string Name, int Times);

    public sealed class Functions
    {
        [Function("Count")]
        public async Task<IResult> Count(
            [HttpTrigger("get", Route = "count/{times:int}")] HttpRequest request,
            int times,
            [DurableClient] DurableTaskClient durable,
            CancellationToken cancellationToken)
        {
            var id = await durable.ScheduleNewOrchestrationInstanceAsync("CountUp", new { name = "Ada", times }, cancellationToken);
            var end = await durable.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, cancellationToken);
            return Results.Text(end.SerializedOutput + request.QueryString);
        }

        [Function("CountUp")]
        public async Task<string> CountUp([OrchestrationTrigger] TaskOrchestrationContext context, Order order)
        {
            var doubled = await context.CallActivityAsync<int>("Double", new { order.Times });
            return $"{order.Name} counted {order.Times}: {doubled}";
        }

        [Function("Double")]
        public Task<int> DoubleAsync([ActivityTrigger] Order order) => Task.FromResult(order.Times * 2);

        [Function("WaitForWord")]
        public Task<string> WaitForWord([OrchestrationTrigger] TaskOrchestrationContext context) => context.WaitForExternalEvent<string>("word");
    }
}
