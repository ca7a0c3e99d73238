using System.Net;
using Azure;
using Azure.Data.Tables;
using Xunit;

namespace WalletFunctions.Tests.Local.Sdk.Tables;

/// <summary>Answers to transactions in the form that the service's documentation shows, which is not quite Azurite's.</summary>
public sealed class TransactionReplyTests : IDisposable
{
    private readonly FakeTableServer _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task The_answers_are_read_in_order_with_their_headers_and_bodies()
    {
        Reply("""
            --batchresponse_4c637ba4-b2f8-40f8-8856-c2d10d163a83
            Content-Type: multipart/mixed; boundary=changesetresponse_955358ab-62b1-4d6c-804b-41cebb7c5e42

            --changesetresponse_955358ab-62b1-4d6c-804b-41cebb7c5e42
            Content-Type: application/http
            Content-Transfer-Encoding: binary

            HTTP/1.1 204 No Content
            X-Content-Type-Options: nosniff
            Cache-Control: no-cache
            Preference-Applied: return-no-content
            DataServiceVersion: 3.0;
            Location: https://account.table.core.windows.net/Ledger(PartitionKey='p',RowKey='a')
            ETag: W/"datetime'2013-08-30T00%3A00%3A00.1Z'"


            --changesetresponse_955358ab-62b1-4d6c-804b-41cebb7c5e42
            Content-Type: application/http
            Content-Transfer-Encoding: binary

            HTTP/1.1 201 Created
            Content-ID: 2
            Content-Type: application/json;odata=minimalmetadata
            ETag: W/"2"

            {"PartitionKey":"p","RowKey":"b","Text":"HTTP/1.1 500 is only text"}
            --changesetresponse_955358ab-62b1-4d6c-804b-41cebb7c5e42--
            --batchresponse_4c637ba4-b2f8-40f8-8856-c2d10d163a83--
            """);

        var responses = (await Submit("a", "b")).Value;

        Assert.Equal([(204, "No Content"), (201, "Created")], responses.Select(response => (response.Status, response.ReasonPhrase)));
        Assert.Equal(
            [new ETag("W/\"datetime'2013-08-30T00%3A00%3A00.1Z'\""), new ETag("W/\"2\"")],
            responses.Select(response => response.Headers.ETag!.Value));
        Assert.True(responses[1].Headers.TryGetValue("content-id", out var contentId));
        Assert.Equal("2", contentId);
        Assert.False(responses[0].Headers.Contains("Content-ID"));
        Assert.Equal(string.Empty, responses[0].Content.ToString());
        Assert.Equal("""{"PartitionKey":"p","RowKey":"b","Text":"HTTP/1.1 500 is only text"}""", responses[1].Content.ToString());
    }

    [Theory]
    [InlineData("0:The entity is larger than the maximum size permitted.", 400, "EntityTooLarge", 0)]
    [InlineData("42:The update condition specified in the request was not satisfied.", 412, "UpdateConditionNotSatisfied", 42)]
    [InlineData("99:The batch request operation exceeds the maximum 100 changes per change set.", 400, "InvalidInput", 99)]
    public async Task The_number_before_the_message_is_the_action_that_failed(string message, int status, string code, int index)
    {
        Refuse(status, code, message);

        var refusal = await Assert.ThrowsAsync<TableTransactionFailedException>(() => Submit("a", "b"));

        Assert.Equal((status, code, index), (refusal.Status, refusal.ErrorCode, refusal.FailedTransactionActionIndex));
        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_that_names_no_action_is_a_plain_failure()
    {
        Refuse(503, "ServerBusy", "The server is busy.");

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => Submit("a", "b"));

        Assert.Equal((503, "ServerBusy"), (refusal.Status, refusal.ErrorCode));
    }

    [Fact]
    public async Task A_refusal_of_the_whole_request_keeps_its_code()
    {
        _server.Fails(HttpStatusCode.RequestEntityTooLarge, "RequestBodyTooLarge");

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => Submit("a"));

        Assert.Equal((413, "RequestBodyTooLarge"), (refusal.Status, refusal.ErrorCode));
    }

    [Fact]
    public async Task The_request_holds_one_change_set_with_one_request_an_action()
    {
        Refuse(400, "InvalidInput", "0:Only the request matters here.");
        await Assert.ThrowsAsync<TableTransactionFailedException>(() => _server.Table().SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, new TableEntity("p", "a") { ["A"] = 1 }),
            new(TableTransactionActionType.UpdateMerge, new TableEntity("p", "it's"), new ETag("W/\"1\"")),
            new(TableTransactionActionType.UpsertReplace, new TableEntity("p", "c"), new ETag("W/\"ignored\"")),
            new(TableTransactionActionType.Delete, new TableEntity("p", "d") { ["A"] = 1 }),
        ]));

        var request = Assert.Single(_server.Requests);
        Assert.Equal(("POST", "/$batch"), (request.Method, request.Uri.AbsolutePath));
        Assert.StartsWith("multipart/mixed; boundary=batch_", request.Headers["Content-Type"], StringComparison.Ordinal);
        var lines = request.Body.Split("\r\n");
        Assert.Equal("--" + request.Headers["Content-Type"].Split('=')[1], lines[0]);
        const string table = "https://account.table.core.windows.net/Ledger";
        Assert.Collection(
            lines.Where(line => line.EndsWith("HTTP/1.1", StringComparison.Ordinal)),
            line => Assert.StartsWith($"POST {table}", line, StringComparison.Ordinal),
            line => Assert.StartsWith($"PATCH {table}(PartitionKey='p',RowKey='it%27%27s')", line, StringComparison.Ordinal),
            line => Assert.StartsWith($"PUT {table}(PartitionKey='p',RowKey='c')", line, StringComparison.Ordinal),
            line => Assert.StartsWith($"DELETE {table}(PartitionKey='p',RowKey='d')", line, StringComparison.Ordinal));
        Assert.Equal(
            [
                """{"A":1,"PartitionKey":"p","RowKey":"a"}""",
                "If-Match: W/\"1\"",
                """{"PartitionKey":"p","RowKey":"it's"}""",
                """{"PartitionKey":"p","RowKey":"c"}""",
                "If-Match: *",
            ],
            lines.Where(line => line.StartsWith('{') || line.StartsWith("If-Match", StringComparison.Ordinal))
                .Select(line => line.StartsWith('{') ? SentRequest.Sorted(line) : line));
    }

    private Task<Response<IReadOnlyList<Response>>> Submit(params string[] rows) =>
        _server.Table().SubmitTransactionAsync(rows.Select(row => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("p", row))));

    private void Refuse(int status, string code, string message) => Reply($"""
        --batchresponse_1
        Content-Type: multipart/mixed; boundary=changesetresponse_2

        --changesetresponse_2
        Content-Type: application/http
        Content-Transfer-Encoding: binary

        HTTP/1.1 {status} Refused
        DataServiceVersion: 3.0;
        Content-Type: application/json;odata=minimalmetadata;streaming=true;charset=utf-8

        {FakeTableServer.Error(code, message + "\\nRequestId:1\\nTime:2026-01-01T00:00:00.0000000Z")}
        --changesetresponse_2--
        --batchresponse_1--
        """);

    private void Reply(string text) =>
        _server.Answers(HttpStatusCode.Accepted, text.ReplaceLineEndings("\r\n"), "multipart/mixed; boundary=batchresponse_1");
}
