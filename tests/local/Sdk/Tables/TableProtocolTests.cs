using System.Net;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Core;
using Azure.Data.Tables;
using Xunit;

namespace WalletFunctions.Tests.Local.Sdk.Tables;

/// <summary>
/// The client against what the service's documentation says, where Azurite cannot show it. Only what the protocol demands is
/// checked, not what two right clients may do differently (order of properties, <c>$format</c> beside <c>Accept</c>).
/// </summary>
public sealed class TableProtocolTests : IDisposable
{
    private readonly FakeTableServer _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task A_busy_service_is_asked_again_after_the_time_it_names()
    {
        _server.Fails(HttpStatusCode.ServiceUnavailable, "ServerBusy", ("Retry-After", "0")).Answers(HttpStatusCode.NoContent);

        var response = await _server.Table(maxRetries: 1).AddEntityAsync(new TableEntity("p", "r") { ["A"] = "x" });

        Assert.Equal(204, response.Status);
        Assert.Equal(2, _server.Requests.Count);
        Assert.Equal("""{"A":"x","PartitionKey":"p","RowKey":"r"}""", _server.Requests[1].SortedBody);
        Assert.Equal(_server.Requests[0].Headers["x-ms-client-request-id"], _server.Requests[1].Headers["x-ms-client-request-id"]);
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable, "ServerBusy")]
    [InlineData(HttpStatusCode.InternalServerError, "OperationTimedOut")]
    public async Task Without_retries_a_failure_is_told_at_once(HttpStatusCode status, string code)
    {
        _server.Fails(status, code);

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => _server.Table().AddEntityAsync(new TableEntity("p", "r")));

        Assert.Equal(((int)status, code), (failure.Status, failure.ErrorCode));
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task An_error_that_is_not_the_services_own_keeps_its_status()
    {
        _server.Answers(HttpStatusCode.BadGateway, "<html>Bad gateway</html>", "text/html");

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => _server.Table().GetEntityAsync<TableEntity>("p", "r"));

        Assert.Equal((502, null), (failure.Status, failure.ErrorCode));
    }

    [Fact]
    public async Task An_empty_page_may_have_a_successor()
    {
        _server
            .Answers(HttpStatusCode.OK, """{"value":[]}""", headers: [("x-ms-continuation-NextPartitionKey", "1!4!cA--"), ("x-ms-continuation-NextRowKey", "1!4!cg--")])
            .Answers(HttpStatusCode.OK, """{"value":[]}""", headers: ("x-ms-continuation-NextPartitionKey", "1!4!cQ--"))
            .Answers(HttpStatusCode.OK, """{"value":[{"PartitionKey":"q","RowKey":"r"}]}""");

        var rows = await _server.Table().QueryAsync<TableEntity>("A eq 'b&c'", maxPerPage: 7, select: ["PartitionKey", "RowKey"]).ToListAsync();

        Assert.Equal("r", Assert.Single(rows).RowKey);
        Assert.Equal(
            [(null, null), ("1!4!cA--", "1!4!cg--"), ("1!4!cQ--", null)],
            _server.Requests.Select(request => ((string?)request.Query["NextPartitionKey"], (string?)request.Query["NextRowKey"])));
        Assert.All(_server.Requests, request =>
        {
            Assert.Equal("/Ledger()", request.Uri.AbsolutePath);
            Assert.Equal(("7", "PartitionKey,RowKey", "A eq 'b&c'"), (request.Query["$top"], request.Query["$select"], request.Query["$filter"]));
        });
    }

    [Fact]
    public async Task A_request_is_signed_over_its_date_account_and_encoded_path()
    {
        _server.Answers(HttpStatusCode.NotFound);

        await _server.Table().GetEntityIfExistsAsync<TableEntity>("it's", "a b", ["A"]);

        var request = Assert.Single(_server.Requests);
        const string path = "/Ledger(PartitionKey='it%27%27s',RowKey='a%20b')";
        var text = $"{request.Headers["x-ms-date"]}\n/account{path}";
        var signature = HMACSHA256.HashData("a key of no account"u8, Encoding.UTF8.GetBytes(text));
        Assert.Equal($"SharedKeyLite account:{Convert.ToBase64String(signature)}", request.Headers["Authorization"]);
        Assert.Equal(path, request.Uri.AbsolutePath);
    }

    [Fact]
    public async Task Requests_carry_the_headers_of_the_protocol()
    {
        _server.Answers(HttpStatusCode.NoContent).Answers(HttpStatusCode.NoContent).Answers(HttpStatusCode.NoContent).Answers(HttpStatusCode.NoContent);
        var table = _server.Table();
        var etag = new ETag("W/\"datetime'2026-01-01T00%3A00%3A00.0000000Z'\"");

        await table.AddEntityAsync(new TableEntity("p", "r") { ETag = etag, Timestamp = DateTimeOffset.UnixEpoch, ["A"] = 5L });
        await table.UpdateEntityAsync(new TableEntity("p", "r"), etag, TableUpdateMode.Replace);
        await table.UpsertEntityAsync(new TableEntity("p", "r"));
        await table.DeleteEntityAsync("p", "r");

        Assert.Equal(["POST", "PUT", "PATCH", "DELETE"], _server.Requests.Select(request => request.Method));
        Assert.All(_server.Requests, request =>
        {
            Assert.True(DateOnly.TryParseExact(request.Headers["x-ms-version"], "yyyy-MM-dd", out _));
            Assert.Equal("3.0", request.Headers["DataServiceVersion"]);
            Assert.Equal("application/json; odata=minimalmetadata", request.Headers["Accept"]);
            Assert.True(Guid.TryParse(request.Headers["x-ms-client-request-id"], out _));
            Assert.False(request.Headers.ContainsKey("Expect"));
        });
        Assert.Equal("return-no-content", _server.Requests[0].Headers["Prefer"]);
        Assert.Equal("""{"A":"5","A@odata.type":"Edm.Int64","PartitionKey":"p","RowKey":"r"}""", _server.Requests[0].SortedBody);
        Assert.Equal([null, etag.ToString(), null, "*"], _server.Requests.Select(request => request.Headers.GetValueOrDefault("If-Match")));
    }

    [Fact]
    public async Task A_token_is_asked_for_the_storage_scope_and_sent_over_https_alone()
    {
        _server.Answers(HttpStatusCode.NotFound);
        var credential = new FakeCredential();

        await new TableServiceClient(_server.Endpoint, credential, _server.Options()).GetTableClient("Ledger").GetEntityIfExistsAsync<TableEntity>("p", "r");
        var failure = await Record.ExceptionAsync(() =>
            new TableServiceClient(new Uri("http://account.table.core.windows.net"), credential, _server.Options())
                .GetTableClient("Ledger").GetEntityIfExistsAsync<TableEntity>("p", "r"));

        Assert.Equal("Bearer the-token", Assert.Single(_server.Requests).Headers["Authorization"]);
        Assert.Equal(["https://storage.azure.com/.default"], credential.Scopes);
        Assert.True(failure is InvalidOperationException or ArgumentException, failure?.ToString());
    }

    [Fact]
    public async Task A_table_that_is_still_being_deleted_is_not_taken_for_one_that_exists()
    {
        _server.Fails(HttpStatusCode.Conflict, "TableBeingDeleted");

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => _server.Table().CreateIfNotExistsAsync());

        Assert.Equal((409, "TableBeingDeleted"), (refusal.Status, refusal.ErrorCode));
    }

    [Fact]
    public async Task Cancelling_a_request_ends_it()
    {
        using var cancellation = new CancellationTokenSource();

        var pending = _server.Table(maxRetries: 3).GetEntityAsync<TableEntity>("p", "r", cancellationToken: cancellation.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pending);
    }

    [Fact]
    public async Task A_row_is_read_whatever_the_order_and_form_of_its_types()
    {
        _server.Answers(HttpStatusCode.OK, """
            {"odata.metadata":"x","odata.etag":"W/\"1\"","Late":"17","Late@odata.type":"Edm.Int64","PartitionKey":"p","RowKey":"r",
             "Timestamp":"2026-01-01T00:00:00.1234567Z","NaN@odata.type":"Edm.Double","NaN":"NaN","Whole":4.0,"Text":"t","Big":5000000000}
            """);

        var row = (await _server.Table().GetEntityAsync<TableEntity>("p", "r")).Value;

        Assert.Equal((17L, 5_000_000_000L), (row.GetInt64("Late"), row.GetInt64("Big")));
        Assert.Equal((double.NaN, 4.0), (row.GetDouble("NaN"), row.GetDouble("Whole")));
        Assert.Equal(("t", new ETag("W/\"1\"")), (row.GetString("Text"), row.ETag));
        Assert.Equal(DateTimeOffset.Parse("2026-01-01T00:00:00.1234567Z", null), row.Timestamp);
        Assert.False(row.ContainsKey("odata.metadata"));
    }

    [Theory]
    [InlineData("UseDevelopmentStorage=true", "http://127.0.0.1:10002/devstoreaccount1")]
    [InlineData("UseDevelopmentStorage=true;DevelopmentStorageProxyUri=http://emulator", "http://emulator:10002/devstoreaccount1")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=a;AccountKey=aw==;EndpointSuffix=core.windows.net", "https://a.table.core.windows.net")]
    [InlineData("AccountName=a;AccountKey=aw==;EndpointSuffix=core.windows.net;", "https://a.table.core.windows.net")]
    [InlineData("AccountName=a;AccountKey=aw==;TableEndpoint=http://127.0.0.1:10102/a/", "http://127.0.0.1:10102/a")]
    public void A_connection_string_names_its_account(string text, string endpoint) =>
        Assert.Equal(endpoint, new TableServiceClient(text).Uri.AbsoluteUri.TrimEnd('/'));

    [Theory]
    [InlineData("AccountName=a;AccountKey=aw==")]
    [InlineData("AccountName=a;EndpointSuffix=core.windows.net")]
    [InlineData("AccountKey=aw==;EndpointSuffix=core.windows.net")]
    [InlineData("AccountName=a;nonsense")]
    [InlineData("")]
    public void A_connection_string_without_account_key_or_place_is_refused(string text)
    {
        var failure = Record.Exception(() => new TableServiceClient(text));

        Assert.True(failure is ArgumentException or FormatException or InvalidOperationException, failure?.ToString());
    }

    private sealed class FakeCredential : TokenCredential
    {
        public IReadOnlyList<string> Scopes { get; private set; } = [];

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scopes = requestContext.Scopes;
            return new AccessToken("the-token", DateTimeOffset.MaxValue);
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
