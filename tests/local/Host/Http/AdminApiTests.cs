using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using WalletFunctions.Local.Host;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Local.Host.Http;

public sealed class AdminApiTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly Seen _seen = new();
    private LocalHost _host = null!;
    private HttpClient _http = null!;

    public async Task InitializeAsync()
    {
        _host = await new TestHost(azurite, typeof(Functions))
        {
            Configure = TestHost.With(_seen),
            Settings = new Dictionary<string, string?> { ["LocalServiceBus:Topics:topic"] = "other" },
        }.StartAsync();
        _http = new HttpClient { BaseAddress = _host.BaseAddress };
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task A_timer_runs_by_hand_at_once()
    {
        using var answer = await RunAsync("yearly", "{}");

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal("timer, past due False", await Eventually.ArrivesAsync(_seen.Timer.Task));
    }

    [Fact]
    public async Task A_message_function_runs_by_hand_with_the_input_as_its_message_and_no_other_subscription_gets_it()
    {
        using var answer = await RunAsync("OnMessage", """{"input": "by hand"}""");

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal("by hand, delivery 1", await Eventually.ArrivesAsync(_seen.Message.Task));
        Assert.Empty(_host.PeekMessages("topic/other"));
    }

    [Theory]
    [InlineData("Orchestrator", "orchestrationTrigger")]
    [InlineData("Activity", "activityTrigger")]
    [InlineData("Page", "HTTP function")]
    public async Task What_only_an_orchestration_or_a_request_can_start_is_refused_with_the_reason(string function, string reason)
    {
        using var answer = await RunAsync(function, """{"input": ""}""");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(reason, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_no_json_is_refused()
    {
        using var answer = await RunAsync("Yearly", "{input");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("POST", "/admin/functions/Nothing")]
    [InlineData("GET", "/admin/else")]
    [InlineData("DELETE", "/admin/functions/Yearly")]
    public async Task What_the_administration_does_not_know_is_404(string method, string path)
    {
        using var answer = await _http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Functions_and_state_can_be_asked_for()
    {
        var functions = await _http.GetFromJsonAsync<JsonElement>(new Uri("/admin/functions", UriKind.Relative));
        var status = await _http.GetFromJsonAsync<JsonElement>(new Uri("/admin/host/status", UriKind.Relative));

        Assert.Equal(
            ["Activity", "OnMessage", "Orchestrator", "Page", "Yearly"],
            functions.EnumerateArray().Select(function => function.GetProperty("name").GetString()));
        Assert.Equal("api/Page", functions[3].GetProperty("route").GetString());
        Assert.Equal("timerTrigger", functions[4].GetProperty("trigger").GetString());
        Assert.Equal("Running", status.GetProperty("state").GetString());
    }

    private Task<HttpResponseMessage> RunAsync(string function, string body) =>
        _http.PostAsync(new Uri($"/admin/functions/{function}", UriKind.Relative), new StringContent(body));

    public sealed class Seen
    {
        public TaskCompletionSource<string> Timer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource<string> Message { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public sealed class Functions(Seen seen)
    {
        [Function("Yearly")]
        public void Yearly([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer) => seen.Timer.SetResult($"timer, past due {timer.IsPastDue}");

        [Function("OnMessage")]
        public void OnMessage([ServiceBusTrigger("topic", "mine")] ServiceBusReceivedMessage message) =>
            seen.Message.SetResult($"{message.Body}, delivery {message.DeliveryCount}");

        [Function("Orchestrator")]
        public Task Orchestrator([OrchestrationTrigger] TaskOrchestrationContext context) => context.CallActivityAsync("Activity");

        [Function("Activity")]
        public string Activity([ActivityTrigger] string input) => input;

        [Function("Page")]
        public IResult Page([HttpTrigger("get")] HttpRequest request) => Results.Text(request.Method);
    }
}
