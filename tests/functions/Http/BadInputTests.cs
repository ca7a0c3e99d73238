using System.Globalization;
using System.Net.Sockets;
using System.Text;
using WalletFunctions.Tests.Functions.Running;
using WalletFunctions.Tests.Functions.Transactions;
using WalletFunctions.Tests.Shared.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Functions.Http;

public sealed class BadInputTests(RunningApp app) : IClassFixture<RunningApp>
{
    private static readonly string Transfer = TransactionBench.TransferOf(Orders.Alice, Orders.Bob, 1);

    public static TheoryData<string, string> BadBodies => TransactionRequestReaderTests.Bad;

    [Theory]
    [MemberData(nameof(BadBodies))]
    public async Task A_malformed_transaction_is_a_400_that_names_the_fields(string body, string fields)
    {
        var reply = await app.PostAsync("/v1/transactions", TransactionRequestReaderTests.Whole(body), "k");
        AssertProblem(reply, 400, "invalid-request", "/v1/transactions");
        Assert.Equal(fields.Split(','), FieldsOf(reply).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(404, (await app.GetAsync("/v1/transactions?idempotencyKey=k")).StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("a b")]
    [InlineData("\"open")]
    [InlineData("")]
    public async Task A_missing_or_malformed_key_is_a_400_that_names_the_header_and_the_fields(string? key)
    {
        var reply = await app.PostAsync("/v1/transactions", "{}", key);
        AssertProblem(reply, 400, "invalid-request", "/v1/transactions");
        Assert.Equal(["Idempotency-Key", "type", "amount"], FieldsOf(reply));
    }

    [Fact]
    public async Task Two_keys_or_a_key_too_long_are_a_400()
    {
        var twice = await app.SendAsync(HttpMethod.Post, "/v1/transactions", RunningApp.Json(Transfer), ("Idempotency-Key", "a"), ("Idempotency-Key", "b"));
        Assert.Equal(["Idempotency-Key"], FieldsOf(twice));
        Assert.Equal(["Idempotency-Key"], FieldsOf(await app.PostAsync("/v1/transactions", Transfer, new string('k', 256))));
    }

    [Theory]
    [InlineData("/v1/wallets/nonsense", "walletId")]
    [InlineData("/v1/wallets/wal_00-settlement-usd-07", "walletId")]
    [InlineData("/v1/wallets/nonsense/entries?limit=0&cursor=x&more=1", "walletId,limit,cursor,more")]
    [InlineData("/v1/wallets/WALLET/entries?limit=201", "limit")]
    [InlineData("/v1/wallets/WALLET/entries?limit=1&limit=2", "limit")]
    [InlineData("/v1/wallets/WALLET/entries?limit=1.5", "limit")]
    [InlineData("/v1/wallets/WALLET/entries?cursor=", "cursor")]
    [InlineData("/v1/wallets", "externalWalletId")]
    [InlineData("/v1/wallets?externalWalletId=a%20b", "externalWalletId")]
    [InlineData("/v1/wallets?externalWalletId=a&externalwalletid2=b", "externalwalletid2")]
    [InlineData("/v1/transactions", "idempotencyKey")]
    [InlineData("/v1/transactions?idempotencyKey=", "idempotencyKey")]
    [InlineData("/v1/transactions/nonsense", "transactionId")]
    [InlineData("/v1/transactions/txn_0", "transactionId")]
    public async Task A_malformed_path_or_query_is_a_400_that_names_its_parts(string path, string fields)
    {
        var reply = await app.GetAsync(path.Replace("WALLET", Orders.Alice.Value, StringComparison.Ordinal));
        AssertProblem(reply, 400, "invalid-request", path.Split('?')[0].Replace("WALLET", Orders.Alice.Value, StringComparison.Ordinal));
        Assert.Equal(fields.Split(','), FieldsOf(reply));
    }

    [Fact]
    public async Task A_parameter_that_is_not_known_is_not_overlooked()
    {
        var reply = await app.PostAsync("/v1/transactions?dry-run=true", Transfer, "dry");
        Assert.Equal(["dry-run"], FieldsOf(reply));
        Assert.Equal(404, (await app.GetAsync("/v1/transactions?idempotencyKey=dry")).StatusCode);
    }

    [Theory]
    [InlineData("GET", "/v1/nothing")]
    [InlineData("GET", "/")]
    [InlineData("POST", "/v2/wallets")]
    [InlineData("GET", "/v1/wallets/a/b/c")]
    [InlineData("GET", "/v1//wallets")]
    [InlineData("GET", "/v1/wallets//entries")]
    [InlineData("GET", "/v1/wallets//")]
    [InlineData("BREW", "/coffee")]
    public async Task An_unknown_route_is_a_404(string method, string path) =>
        AssertProblem(await app.SendAsync(new HttpMethod(method), path), 404, "not-found", path);

    [Theory]
    [InlineData("DELETE", "/v1/wallets", "GET, POST")]
    [InlineData("PUT", "/v1/transactions", "GET, POST")]
    [InlineData("POST", "/v1/wallets/x", "GET")]
    [InlineData("PATCH", "/v1/wallets/x/entries", "GET")]
    [InlineData("OPTIONS", "/v1/transactions/x", "GET")]
    [InlineData("POST", "/health", "GET")]
    public async Task A_wrong_method_is_a_405_that_tells_the_right_ones(string method, string path, string allow)
    {
        var reply = await app.SendAsync(new HttpMethod(method), path);
        AssertProblem(reply, 405, "method-not-allowed", path);
        Assert.Equal(allow, reply.Header("Allow"));
    }

    [Theory]
    [InlineData("/v1/wallets")]
    [InlineData("/v1/transactions")]
    public async Task A_body_over_64_KiB_is_a_413_also_in_chunks(string path)
    {
        var tooLarge = Encoding.UTF8.GetBytes(new string(' ', 64 * 1024) + "{");
        AssertProblem(await app.SendAsync(HttpMethod.Post, path, RunningApp.Bytes(tooLarge)), 413, "body-too-large", path);
        using var chunks = new StreamContent(new MemoryStream(tooLarge)) { Headers = { { "Content-Type", "application/json" } } };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = chunks, Headers = { TransferEncodingChunked = true } };
        using var response = await app.Http.SendAsync(request);
        AssertProblem(await Reply.ReadAsync(response), 413, "body-too-large", path);
    }

    [Fact]
    public async Task A_body_of_exactly_64_KiB_is_read()
    {
        var justFits = Encoding.UTF8.GetBytes("{}" + new string(' ', (64 * 1024) - 2));
        AssertProblem(await app.SendAsync(HttpMethod.Post, "/v1/wallets", RunningApp.Bytes(justFits)), 400, "invalid-request", "/v1/wallets");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData(null)]
    public async Task A_wrong_content_type_is_a_415(string? contentType)
    {
        var reply = await app.SendAsync(HttpMethod.Post, "/v1/wallets", RunningApp.Bytes("{}"u8.ToArray(), contentType));
        AssertProblem(reply, 415, "unsupported-media-type", "/v1/wallets");
    }

    [Fact]
    public async Task A_compressed_body_is_a_415()
    {
        var content = RunningApp.Json("{}");
        content.Headers.ContentEncoding.Add("gzip");
        AssertProblem(await app.SendAsync(HttpMethod.Post, "/v1/wallets", content), 415, "unsupported-media-type", "/v1/wallets");
    }

    [Theory]
    [InlineData("application/json; charset=UTF-8")]
    [InlineData("application/json; charset=\"utf-8\"")]
    [InlineData("Application/JSON")]
    public async Task Json_by_any_of_its_names_is_read(string contentType) =>
        Assert.Equal(400, (await app.SendAsync(HttpMethod.Post, "/v1/wallets", RunningApp.Bytes("{}"u8.ToArray(), contentType))).StatusCode);

    [Fact]
    public async Task No_body_at_all_is_a_400_of_the_body()
    {
        var reply = await app.SendAsync(HttpMethod.Post, "/v1/wallets");
        AssertProblem(reply, 400, "invalid-request", "/v1/wallets");
        Assert.Equal(["body"], FieldsOf(reply));
    }

    [Fact]
    public async Task Bytes_that_are_no_utf8_are_a_400_of_the_body()
    {
        var reply = await app.SendAsync(HttpMethod.Post, "/v1/wallets", RunningApp.Bytes([.. "{\"externalWalletId\":\""u8, 0xC3, 0x28, .. "\"}"u8]));
        Assert.Equal(["body"], FieldsOf(reply));
    }

    [Theory]
    [InlineData("/v1/wallets?externalWalletId=")]
    [InlineData("/v1/wallets/")]
    [InlineData("/")]
    public async Task An_address_over_8_KiB_is_a_414(string path)
    {
        AssertProblem(await app.GetAsync(path + new string('a', 8 * 1024)), 414, "uri-too-long", "/");
        AssertProblem(await app.GetAsync(path + new string('a', 60 * 1024)), 414, "uri-too-long", "/");
        Assert.NotEqual(414, (await app.GetAsync(path + new string('a', 8_000))).StatusCode);
    }

    [Fact]
    public async Task Headers_over_32_KiB_or_over_100_are_a_431()
    {
        const string Path = "/v1/reason-codes";
        var large = Enumerable.Range(0, 5).Select(number => ($"X-Large-{number}", new string('a', 7 * 1024))).ToArray();
        AssertProblem(await app.SendAsync(HttpMethod.Get, Path, null, large), 431, "headers-too-large", Path);
        Assert.Equal(200, (await app.SendAsync(HttpMethod.Get, Path, null, large[..4])).StatusCode);
        AssertProblem(await app.SendAsync(HttpMethod.Get, Path, null, [.. Enumerable.Range(0, 101).Select(number => ($"X-{number}", "a"))]), 431, "headers-too-large", Path);
    }

    [Fact]
    public async Task A_request_that_is_broken_off_or_is_no_http_leaves_the_app_running()
    {
        foreach (var text in new[]
        {
            "POST /v1/wallets HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"a\":",
            "POST /v1/wallets HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
            "NONSENSE\r\n\r\n",
        })
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(app.Http.BaseAddress!.Host, app.Http.BaseAddress.Port);
            await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text));
        }

        Assert.Equal(200, (await app.GetAsync("/health")).StatusCode);
    }

    private static void AssertProblem(Reply reply, int status, string code, string instance)
    {
        Assert.True(status == reply.StatusCode, reply.StatusCode.ToString(CultureInfo.InvariantCulture) + " " + reply.Text);
        Assert.Equal("application/problem+json", reply.ContentType);
        var problem = reply.Json;
        Assert.Equal(
            [
                "type", "title", "status", "detail", "instance", "code", "category", "reasonCode", "isoReason", "retryable", "reverseProvisional",
                "transactionId", "traceId", "errors",
            ],
            problem.EnumerateObject().Select(field => field.Name));
        Assert.Equal((status, code), (problem.GetProperty("status").GetInt32(), problem.GetProperty("code").GetString()));
        Assert.Equal(instance, problem.GetProperty("instance").GetString());
        Assert.False(problem.GetProperty("reverseProvisional").GetBoolean());
        Assert.NotEmpty(problem.GetProperty("traceId").GetString()!);
        Assert.DoesNotContain("   at ", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", reply.Text, StringComparison.Ordinal);
    }

    private static IEnumerable<string> FieldsOf(Reply reply) =>
        reply.Json.GetProperty("errors").EnumerateArray().Select(fault => fault.GetProperty("field").GetString()!);
}
