using System.Collections.Specialized;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Web;
using Azure.Core.Pipeline;
using Azure.Data.Tables;

namespace WalletFunctions.Tests.Local.Sdk.Tables;

/// <summary>
/// A service that says what the test tells it to, for what the documentation promises and Azurite does not do. It keeps the requests.
/// </summary>
internal sealed class FakeTableServer : HttpMessageHandler
{
    private readonly Queue<Func<HttpResponseMessage>> _answers = new();

    public List<SentRequest> Requests { get; } = [];

    public Uri Endpoint { get; init; } = new("https://account.table.core.windows.net");

    public static TableSharedKeyCredential Credential { get; } = new("account", Convert.ToBase64String("a key of no account"u8));

    public TableServiceClient Service(int maxRetries = 0) => new(Endpoint, Credential, Options(maxRetries));

    public TableClient Table(int maxRetries = 0) => Service(maxRetries).GetTableClient("Ledger");

    public TableClientOptions Options(int maxRetries = 0)
    {
        // The client disposes neither: they live as long as the test.
        var options = new TableClientOptions { Transport = new HttpClientTransport(new HttpClient(this)) };
        options.Retry.MaxRetries = maxRetries;
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        return options;
    }

    public FakeTableServer Answers(HttpStatusCode status, string body = "", string type = "application/json", params (string Name, string Value)[] headers)
    {
        _answers.Enqueue(() =>
        {
            var response = new HttpResponseMessage(status) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
            response.Content.Headers.TryAddWithoutValidation("Content-Type", type);
            foreach (var (name, value) in headers)
            {
                response.Headers.TryAddWithoutValidation(name, value);
            }

            return response;
        });
        return this;
    }

    public FakeTableServer Fails(HttpStatusCode status, string code, params (string Name, string Value)[] headers) =>
        Answers(status, Error(code, "Told by the test."), headers: headers);

    public static string Error(string code, string message) =>
        $$"""{ "odata.error": { "code": "{{code}}", "message": { "lang": "en-US", "value": "{{message}}" } } }""";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? string.Empty : await request.Content.ReadAsStringAsync(cancellationToken);
        var headers = request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? [])
            .ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase);
        Requests.Add(new SentRequest(request.Method.Method, request.RequestUri!, headers, body));
        if (_answers.TryDequeue(out var answer))
        {
            return answer();
        }

        await Task.Delay(Timeout.Infinite, cancellationToken);
        throw new InvalidOperationException("Unreachable: the wait has no end but its cancellation.");
    }
}

/// <summary>What the client sent.</summary>
internal sealed record SentRequest(string Method, Uri Uri, IReadOnlyDictionary<string, string> Headers, string Body)
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The parameters behind the path, decoded.</summary>
    public NameValueCollection Query => HttpUtility.ParseQueryString(Uri.Query);

    /// <summary>The row in the body, its properties in the order of their names.</summary>
    public string SortedBody => Sorted(Body);

    public static string Sorted(string json)
    {
        var row = new SortedDictionary<string, JsonElement>(JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!, StringComparer.Ordinal);
        return JsonSerializer.Serialize(row, Relaxed);
    }
}
