using System.Text.Json;
using WalletFunctions.OpenApi;
using WalletFunctions.Tests.Functions.Running;

namespace WalletFunctions.Tests.Functions.OpenApi;

/// <summary>The API's document as a judge of real answers. Every end-to-end test asks it of every answer that it gets.</summary>
internal sealed class ApiContract
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "patch"];

    private readonly SchemaCheck _check;

    private ApiContract(JsonElement document)
    {
        Document = document;
        _check = new SchemaCheck(document);
        Operations =
        [
            .. document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()
                .Where(operation => Methods.Contains(operation.Name))
                .Select(operation => new ApiOperation(operation.Name.ToUpperInvariant(), path.Name, operation.Value))),
        ];
    }

    public static ApiContract Instance { get; } = new(JsonDocument.Parse(ApiDocument.Bytes).RootElement);

    public JsonElement Document { get; }

    public IReadOnlyList<ApiOperation> Operations { get; }

    /// <summary>The operation that takes a request; null if the document has none.</summary>
    public ApiOperation? Find(string method, string path) => Operations.Where(operation => operation.Method == method && operation.Takes(path)).MinBy(operation => operation.Parameters);

    /// <summary>How an answer differs from the document; empty if it does not.</summary>
    /// <param name="method">The request's method.</param>
    /// <param name="pathAndQuery">What was asked for.</param>
    /// <param name="body">The request's body; null if it had none.</param>
    /// <param name="reply">The answer.</param>
    public IReadOnlyList<string> Differences(string method, string pathAndQuery, byte[]? body, Reply reply)
    {
        var path = pathAndQuery.Split('?')[0];
        if (Find(method, path) is not { } operation)
        {
            return DifferencesWithoutOperation(method, path, reply);
        }

        var status = reply.StatusCode.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (!operation.Json.GetProperty("responses").TryGetProperty(status, out var response))
        {
            return [$"{status} is not an answer of {operation}"];
        }

        var differences = new List<string>();
        CheckHeaders(response, reply, differences);
        CheckBody(response, reply, differences);
        if (reply.StatusCode is >= 200 and < 300)
        {
            CheckRequest(operation, body, differences);
        }

        return [.. differences.Select(difference => $"{operation} {status}: {difference}")];
    }

    /// <summary>How a value differs from a schema of the document.</summary>
    public IReadOnlyList<string> Differences(JsonElement schema, JsonElement value) => _check.Faults(schema, value);

    /// <summary>The schema that a reference names.</summary>
    public JsonElement Resolve(string reference) => _check.Resolve(reference);

    // Methods that a path does not take, and paths that are none, are answered alike everywhere.
    private List<string> DifferencesWithoutOperation(string method, string path, Reply reply)
    {
        var others = Operations.Where(operation => operation.Takes(path)).Select(operation => operation.Method).ToArray();
        var expected = others.Length == 0 ? 404 : 405;
        var differences = new List<string>();
        if ((reply.StatusCode == 403 && reply.Text.Contains("unknown-partner", StringComparison.Ordinal)) || reply.StatusCode == 414)
        {
            return differences;
        }

        if (reply.StatusCode != expected || reply.ContentType != "application/problem+json")
        {
            differences.Add($"{method} {path} is not in the document, and was answered {reply.StatusCode} {reply.ContentType}");
        }

        // A HEAD's answer has no body.
        else if (method != "HEAD")
        {
            differences.AddRange(_check.Faults(_check.Resolve("#/components/schemas/Problem"), reply.Json));
        }

        return differences;
    }

    private void CheckHeaders(JsonElement response, Reply reply, List<string> differences)
    {
        var headers = response.TryGetProperty("headers", out var some) ? some.EnumerateObject().ToArray() : [];
        foreach (var header in headers)
        {
            if (reply.Header(header.Name) is { } value)
            {
                differences.AddRange(_check.Faults(header.Value.GetProperty("schema"), JsonSerializer.SerializeToElement(value), header.Name));
            }
            else if (header.Value.GetProperty("required").GetBoolean())
            {
                differences.Add($"the header {header.Name} is missing");
            }
        }

        differences.AddRange(WalletFunctions.OpenApi.HeaderSchemas.All.Keys
            .Where(name => reply.Header(name) is not null && !Array.Exists(headers, header => header.Name == name))
            .Select(name => $"the header {name} is not in the document"));
    }

    private void CheckBody(JsonElement response, Reply reply, List<string> differences)
    {
        if (!response.TryGetProperty("content", out var content))
        {
            if (reply.Body.Length > 0)
            {
                differences.Add("there is a body, and the document has none");
            }
        }
        else if (reply.ContentType is null || !content.TryGetProperty(reply.ContentType, out var media))
        {
            differences.Add($"the content type is {reply.ContentType ?? "missing"}");
        }
        else
        {
            differences.AddRange(_check.Faults(media.GetProperty("schema"), reply.Json));
        }
    }

    // What the app accepts must be what the document allows.
    private void CheckRequest(ApiOperation operation, byte[]? body, List<string> differences)
    {
        if (body is not { Length: > 0 } || !operation.Json.TryGetProperty("requestBody", out var request))
        {
            return;
        }

        using var document = JsonDocument.Parse(body);
        differences.AddRange(_check.Faults(request.GetProperty("content").GetProperty("application/json").GetProperty("schema"), document.RootElement, "request"));
    }
}
