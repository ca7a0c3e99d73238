using System.Text;
using WalletFunctions.Tests.Functions.Running;
using Xunit;

namespace WalletFunctions.Tests.Functions.Http;

public sealed class LargeBodyTests(RunningApp app) : IClassFixture<RunningApp>
{
    private const int MaxBytes = 64 * 1024;
    private readonly Fintech _fintech = new(app);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_body_near_64_KiB_is_accepted_and_replayed_byte_for_byte(int bytesLeft)
    {
        var (source, destination) = (await _fintech.OpenWithAsync(100), await _fintech.OpenAsync());
        var body = BodyOf(source.Value, destination.Value, MaxBytes - bytesLeft);
        Assert.Equal(MaxBytes - bytesLeft, body.Length);
        var key = ("Idempotency-Key", _fintech.NewName());
        var first = await app.SendAsync(HttpMethod.Post, "/v1/transactions", RunningApp.Bytes(body), key);
        Assert.True(first.StatusCode == 201, first.Text);
        Assert.Equal(20, first.Json.GetProperty("metadata").EnumerateObject().Count());
        Assert.Equal("日本", first.Json.GetProperty("metadata").GetProperty("k00").GetString()![..2]);

        var replay = await app.SendAsync(HttpMethod.Post, "/v1/transactions", RunningApp.Bytes(body), key);
        Assert.Equal((201, "true"), (replay.StatusCode, replay.Header("Idempotency-Replayed")));
        Assert.Equal(first.Body, replay.Body);
        var read = await app.GetAsync($"/v1/transactions?idempotencyKey={key.Item2}");
        Assert.Equal(first.Json.GetProperty("metadata").ToString(), read.Json.GetProperty("metadata").ToString());
        Assert.Equal(99, await _fintech.BalanceAsync(source));
    }

    [Fact]
    public async Task The_same_request_written_shorter_is_the_same_request()
    {
        var (source, destination) = (await _fintech.OpenWithAsync(100), await _fintech.OpenAsync());
        var key = ("Idempotency-Key", _fintech.NewName());
        var body = BodyOf(source.Value, destination.Value, MaxBytes);
        var first = await app.SendAsync(HttpMethod.Post, "/v1/transactions", RunningApp.Bytes(body), key);
        var shorter = Encoding.UTF8.GetString(body).TrimEnd().Replace("\\u65e5\\u672c", "日本", StringComparison.Ordinal);
        var replay = await app.SendAsync(HttpMethod.Post, "/v1/transactions", RunningApp.Json(shorter), key);
        Assert.Equal((first.StatusCode, first.Text), (replay.StatusCode, replay.Text));
    }

    // Twenty texts of 500 characters, each character written as an escape of six bytes; the rest is blanks.
    private static byte[] BodyOf(string source, string destination, int bytes)
    {
        var text = string.Concat(Enumerable.Repeat("\\u65e5\\u672c", 250));
        var metadata = string.Join(',', Enumerable.Range(0, 20).Select(number => $"\"k{number:00}\":\"{text}\""));
        var json = $$$"""{"type":"transfer","amount":{"value":1,"currency":"USD"},"sourceWalletId":"{{{source}}}","destinationWalletId":"{{{destination}}}","metadata":{ {{{metadata}}} }}""";
        return Encoding.UTF8.GetBytes(json.PadRight(bytes));
    }
}
