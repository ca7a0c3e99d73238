using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WalletFunctions.Local.Host;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Local.Host.Http;

public sealed class HttpFunctionTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Secret = "the-connection-string";

    [Theory]
    [InlineData("/api/throws")]
    [InlineData("/api/throws-later")]
    public async Task An_unhandled_exception_is_an_empty_500_without_a_stack_trace_and_is_logged(string path)
    {
        var test = Host();
        await using var host = await test.StartAsync();
        using var http = new HttpClient { BaseAddress = host.BaseAddress };

        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
        Assert.DoesNotContain(answer.Headers, header => header.Value.Any(value => value.Contains(Secret, StringComparison.Ordinal)));
        Assert.Contains(test.Log.Lines, line => line.Level == LogLevel.Error && line.Text.Contains(Secret, StringComparison.Ordinal));
        using var next = await http.GetAsync(new Uri("/api/things", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
    }

    [Fact]
    public async Task A_function_class_gets_its_services_from_a_scope_of_its_own_invocation()
    {
        await using var host = await Host().StartAsync();
        using var http = new HttpClient { BaseAddress = host.BaseAddress };

        var first = await http.GetFromJsonAsync<ScopeSeen>(new Uri("/api/scope", UriKind.Relative));
        var second = await http.GetFromJsonAsync<ScopeSeen>(new Uri("/api/scope", UriKind.Relative));

        Assert.Equal(first!.OfClass, first.OfRequest);
        Assert.NotEqual(first.OfClass, second!.OfClass);
        var disposed = host.Services.GetRequiredService<Disposals>().Ids;
        Assert.Contains(first.OfClass, disposed);
        Assert.Contains(second.OfClass, disposed);
    }

    [Fact]
    public async Task Middleware_sees_the_request_and_may_answer_in_the_function_s_place()
    {
        var test = Host() with { Configure = builder => { Services(builder); builder.UseMiddleware<Gate>(); } };
        await using var host = await test.StartAsync();
        using var http = new HttpClient { BaseAddress = host.BaseAddress };

        using var refused = await http.GetAsync(new Uri("/api/things", UriKind.Relative));
        using var passed = await http.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/api/things") { Headers = { { "X-Pass", "yes" } } });

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal("Things httpTrigger", await refused.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, passed.StatusCode);
    }

    [Fact]
    public async Task An_action_result_is_written_as_json_after_the_middleware()
    {
        await using var host = await Host().StartAsync();
        using var http = new HttpClient { BaseAddress = host.BaseAddress };

        using var answer = await http.GetAsync(new Uri("/api/things", UriKind.Relative));

        Assert.Equal("""{"name":"a thing","traceparent":true}""", await answer.Content.ReadAsStringAsync());
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_body_that_Kestrel_refuses_is_413_and_no_500()
    {
        await using var host = await Host().StartAsync();
        using var http = new HttpClient { BaseAddress = host.BaseAddress };

        using var answer = await http.PostAsync(new Uri("/api/echo", UriKind.Relative), new StringContent(new string('x', 2_000)));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task A_caller_that_goes_away_cancels_the_invocation()
    {
        var test = Host();
        await using var host = await test.StartAsync();
        using var http = new HttpClient { BaseAddress = host.BaseAddress };
        using var caller = new CancellationTokenSource();
        var waits = host.Services.GetRequiredService<Waits>();

        var call = http.GetAsync(new Uri("/api/waits", UriKind.Relative), caller.Token);
        await Eventually.ArrivesAsync(waits.Entered.Task);
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await Eventually.ArrivesAsync(waits.Canceled.Task);
        Assert.DoesNotContain(test.Log.Lines, line => line.Level >= LogLevel.Error);
    }

    [Fact]
    public async Task A_busy_port_is_a_typed_error_before_the_storage_is_touched()
    {
        await using var host = await Host().StartAsync();
        var second = Host() with { Port = host.BaseAddress.Port, StorageConnectionString = "UseDevelopmentStorage=true" };

        var busy = await Assert.ThrowsAsync<PortInUseException>(second.StartAsync);

        Assert.Equal(host.BaseAddress.Port, busy.Port);
        Assert.Contains("in use", busy.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_app_s_configuration_says_development_and_where_the_storage_is()
    {
        await using var host = await (Host() with { Settings = new Dictionary<string, string?> { ["Section__Name"] = "value" } }).StartAsync();
        var settings = host.Services.GetRequiredService<IConfiguration>();

        Assert.Equal("Development", settings["AZURE_FUNCTIONS_ENVIRONMENT"]);
        Assert.Equal(azurite.ConnectionString, settings["AzureWebJobsStorage"]);
        Assert.Equal("value", settings["Section:Name"]);
        Assert.Equal("Development", host.Services.GetRequiredService<IHostEnvironment>().EnvironmentName);
    }

    private TestHost Host() => new(azurite, typeof(Functions)) { Configure = Services };

    private static void Services(IFunctionsWorkerApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Disposals>();
        builder.Services.AddSingleton<Waits>();
        builder.Services.AddScoped<Scoped>();
    }

    public sealed record ScopeSeen(Guid OfClass, Guid OfRequest);

    public sealed class Disposals
    {
        public System.Collections.Concurrent.ConcurrentBag<Guid> Ids { get; } = [];
    }

    public sealed class Waits
    {
        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Canceled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public sealed class Scoped(Disposals disposals) : IDisposable
    {
        public Guid Id { get; } = Guid.NewGuid();

        public void Dispose() => disposals.Ids.Add(Id);
    }

    public sealed class Gate : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            var http = context.GetHttpContext()!;
            if (http.Request.Headers.ContainsKey("X-Pass"))
            {
                await next(context);
                return;
            }

            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            await http.Response.WriteAsync(
                $"{context.FunctionDefinition.Name} {context.FunctionDefinition.InputBindings.Values.Single().Type}");
        }
    }

    public sealed class Functions(Scoped scoped, Waits waits)
    {
        [Function("Things")]
        public IActionResult Things([HttpTrigger("get", Route = "things")] HttpRequest request, FunctionContext context) =>
            new OkObjectResult(new { Name = $"a {request.Path.Value![5..^1]}", Traceparent = context.TraceContext.TraceParent.StartsWith("00-", StringComparison.Ordinal) });

        [Function("Throws")]
        public IActionResult Throws([HttpTrigger("get", Route = "throws")] HttpRequest request) =>
            throw new InvalidOperationException($"{Secret} {request.Method}");

        [Function("ThrowsLater")]
        public async Task<IActionResult> ThrowsLater([HttpTrigger("get", Route = "throws-later")] HttpRequest request)
        {
            await Task.Yield();
            throw new InvalidOperationException($"{Secret} {request.Method}");
        }

        [Function("Scope")]
        public IResult Scope([HttpTrigger("get", Route = "scope")] HttpRequest request) =>
            Results.Json(new ScopeSeen(scoped.Id, request.HttpContext.RequestServices.GetRequiredService<Scoped>().Id));

        [Function("Echo")]
        public async Task<IResult> Echo([HttpTrigger("post", Route = "echo")] HttpRequest request, CancellationToken cancellationToken)
        {
            request.HttpContext.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = 1_000;
            using var reader = new StreamReader(request.Body);
            return Results.Text(await reader.ReadToEndAsync(cancellationToken));
        }

        [Function("Waits")]
        public async Task Wait([HttpTrigger("get", Route = "waits")] HttpRequest request, CancellationToken cancellationToken)
        {
            waits.Entered.SetResult();
            try
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
            catch (OperationCanceledException) when (request.HttpContext.RequestAborted.IsCancellationRequested)
            {
                waits.Canceled.SetResult();
                throw;
            }
        }
    }
}
