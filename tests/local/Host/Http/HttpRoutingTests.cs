using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using WalletFunctions.Local.Host;
using WalletFunctions.Local.Host.Configuration;
using WalletFunctions.Local.Host.Functions;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Local.Host.Http;

public sealed class HttpRoutingTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private LocalHost _host = null!;
    private HttpClient _http = null!;

    public async Task InitializeAsync()
    {
        _host = await new TestHost(azurite, typeof(Routes), typeof(CatchAll)) { HostJson = new HostJson { RoutePrefix = "" } }.StartAsync();
        _http = new HttpClient { BaseAddress = _host.BaseAddress };
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _host.DisposeAsync();
    }

    [Theory]
    [InlineData("GET", "/v1/wallets", "list")]
    [InlineData("POST", "/v1/wallets", "create")]
    [InlineData("GET", "/v1/wallets/42", "number 42")]
    [InlineData("GET", "/v1/wallets/wal_1", "text wal_1")]
    [InlineData("GET", "/v1/wallets/6b1d7b5c-5d2c-4c29-9f0e-1f7b8ed0a9a2/entries", "entries 6b1d7b5c-5d2c-4c29-9f0e-1f7b8ed0a9a2 10")]
    [InlineData("GET", "/V1/Wallets", "list")]
    [InlineData("DELETE", "/v1/wallets", "fallback DELETE v1/wallets")]
    [InlineData("GET", "/nowhere/at/all", "fallback GET nowhere/at/all")]
    [InlineData("GET", "/", "fallback GET ")]
    [InlineData("GET", "/Named", "by name")]
    public async Task The_first_route_by_name_that_matches_path_constraints_and_method_takes_the_request(string method, string path, string expected)
    {
        using var answer = await _http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(expected, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public void Routes_are_listed_in_the_order_in_which_they_are_tried() => Assert.Equal(
        ["CreateWallet", "GetWallet", "GetWalletByNumber", "ListEntries", "ListWallets", "Named", "ZFallback"],
        _host.Routes.Select(route => route.Function.Name));

    [Theory]
    [InlineData("GET", "/v1/wallets")]
    [InlineData("PATCH", "/api/things")]
    [InlineData("GET", "/")]
    public async Task Without_a_matching_route_the_answer_is_an_empty_404_before_any_app_code(string method, string path)
    {
        var seen = new List<string>();
        await using var host = await new TestHost(azurite, typeof(OnlyThings))
        {
            Configure = builder => builder.Use(next => context =>
            {
                seen.Add(context.FunctionDefinition.Name);
                return next(context);
            }),
        }.StartAsync();
        using var http = new HttpClient { BaseAddress = host.BaseAddress };

        using var answer = await http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
        Assert.Empty(seen);
    }

    [Fact]
    public async Task The_prefix_of_host_json_stands_before_every_route()
    {
        await using var host = await new TestHost(azurite, typeof(OnlyThings)).StartAsync();
        using var http = new HttpClient { BaseAddress = host.BaseAddress };

        Assert.Equal("things", await http.GetStringAsync(new Uri("/api/things", UriKind.Relative)));
        Assert.Equal("api/things", Assert.Single(host.Routes).Template);
    }

    [Theory]
    [InlineData(typeof(AdminRoute), "keeps for itself")]
    [InlineData(typeof(BrokenRoute), "cannot be read")]
    public async Task A_route_that_the_Functions_host_would_not_take_is_refused_at_the_start(Type functions, string reason)
    {
        var fault = await Assert.ThrowsAsync<FunctionDiscoveryException>(() =>
            new TestHost(azurite, functions) { HostJson = new HostJson { RoutePrefix = "" } }.StartAsync());

        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
    }

    public sealed class Routes
    {
        [Function("ListWallets")]
        public IActionResult List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/wallets")] HttpRequest request) =>
            new ContentResult { Content = request is null ? "none" : "list" };

        [Function("CreateWallet")]
        public IResult Create([HttpTrigger(AuthorizationLevel.Function, "post", Route = "v1/wallets")] HttpRequest request) =>
            Results.Text(request.Method == "POST" ? "create" : "other");

        [Function("GetWalletByNumber")]
        public IResult GetByNumber(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/wallets/{number:int}")] HttpRequest request, int number) =>
            Results.Text($"number {number}{request.QueryString}");

        // Its name comes before GetWalletByNumber; only its constraint leaves numbers to the other.
        [Function("GetWallet")]
        public Task<IResult> Get(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = @"v1/wallets/{walletId:regex(^wal_)}")] HttpRequest request, string walletId) =>
            Task.FromResult(Results.Text($"text {walletId}{request.QueryString}"));

        [Function("ListEntries")]
        public async ValueTask<IResult> Entries(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "/v1/wallets/{walletId:guid}/entries/{limit=10}")] HttpRequest request,
            Guid walletId,
            long limit)
        {
            await Task.Yield();
            return Results.Text($"entries {walletId} {limit}{request.QueryString}");
        }

        [Function("Named")]
        public static async Task Named([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) =>
            await request.HttpContext.Response.WriteAsync("by name");
    }

    public sealed class CatchAll
    {
        [Function("ZFallback")]
        public IResult Fallback([HttpTrigger(AuthorizationLevel.Anonymous, Route = "{*path}")] HttpRequest request, string? path) =>
            Results.Text($"fallback {request.Method} {path}");
    }

    public sealed class OnlyThings
    {
        [Function("Things")]
        public IResult Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things")] HttpRequest request) =>
            Results.Text(request.Path.Value!.Split('/')[^1]);
    }

    public sealed class AdminRoute
    {
        [Function("Admin")]
        public IResult Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "admin/things")] HttpRequest request) =>
            Results.Text(request.Method);
    }

    public sealed class BrokenRoute
    {
        [Function("Broken")]
        public IResult Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things/{id")] HttpRequest request) =>
            Results.Text(request.Method);
    }
}
