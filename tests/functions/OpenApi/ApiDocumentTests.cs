using System.Reflection;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using WalletFunctions.Http;
using WalletFunctions.OpenApi;
using Xunit;

namespace WalletFunctions.Tests.Functions.OpenApi;

public sealed class ApiDocumentTests
{
    private static readonly ApiContract Contract = ApiContract.Instance;

    [Fact]
    public void The_document_has_the_routes_of_the_app_and_no_others()
    {
        var routes = typeof(Fallback).Assembly.GetExportedTypes()
            .SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttribute<FunctionAttribute>() is not null)
            .SelectMany(method => method.GetParameters().Select(parameter => (method, Trigger: parameter.GetCustomAttribute<HttpTriggerAttribute>())))
            .Where(pair => pair.Trigger is not null && pair.Trigger.Route != Fallback.Route)
            .SelectMany(pair => pair.Trigger!.Methods!.Select(
                method => $"{method.ToUpperInvariant()} /{pair.Trigger.Route} {pair.method.GetCustomAttribute<FunctionAttribute>()!.Name}"));
        Assert.Equal(
            routes.Order(StringComparer.Ordinal),
            Contract.Operations.Select(operation => $"{operation} {operation.Json.GetProperty("operationId").GetString()}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void It_is_OpenApi_3_1_and_has_each_name_once()
    {
        Assert.StartsWith("3.1", Contract.Document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        var ids = Contract.Operations.Select(operation => operation.Json.GetProperty("operationId").GetString()).ToArray();
        Assert.Equal(ids.Length, ids.Distinct().Count());
        var tags = Contract.Document.GetProperty("tags").EnumerateArray().Select(tag => tag.GetProperty("name").GetString()).ToArray();
        Assert.Equal(tags.Length, tags.Distinct().Count());
    }

    [Fact]
    public void Every_reference_leads_somewhere_and_every_schema_and_example_is_used()
    {
        var used = References(Contract.Document).Distinct().ToArray();
        Assert.All(used, reference => Contract.Resolve(reference));
        Assert.Equal(
            new[] { "schemas", "examples" }
                .SelectMany(kind => Contract.Document.GetProperty("components").GetProperty(kind).EnumerateObject().Select(part => $"#/components/{kind}/{part.Name}"))
                .Order(StringComparer.Ordinal),
            used.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_parameter_of_a_path_is_described_and_no_other()
    {
        Assert.All(Contract.Operations, operation => Assert.Equal(
            operation.Path.Split('/').Where(segment => segment.StartsWith('{')).Select(segment => segment.Trim('{', '}')),
            Parameters(operation).Where(parameter => parameter.GetProperty("in").GetString() == "path").Select(parameter => parameter.GetProperty("name").GetString())));
    }

    [Fact]
    public void Every_body_parameter_and_header_has_an_example_that_fits()
    {
        Assert.All(Contract.Operations.SelectMany(Media), media =>
        {
            var examples = media.Content.GetProperty("examples").EnumerateObject().ToArray();
            Assert.True(examples.Length > 0, $"{media.Name} has no example.");
            Assert.All(examples, example => AssertFits(media.Content.GetProperty("schema"), ValueOf(example.Value), $"{media.Name}, {example.Name}"));
        });
        Assert.All(
            Contract.Operations.SelectMany(operation => Parameters(operation).Select(parameter => (operation, parameter))),
            pair => AssertFits(pair.parameter.GetProperty("schema"), pair.parameter.GetProperty("example"), $"{pair.operation} {pair.parameter.GetProperty("name")}"));
        Assert.All(Contract.Operations.SelectMany(Headers), header => AssertFits(header.Json.GetProperty("schema"), header.Json.GetProperty("example"), header.Name));
    }

    [Fact]
    public void Every_schema_is_one_that_the_check_knows()
    {
        // Any value will do: an unknown keyword throws, whatever the value is.
        foreach (var schema in Contract.Document.GetProperty("components").GetProperty("schemas").EnumerateObject())
        {
            foreach (var json in new[] { "{}", "[]", "\"\"", "0", "null" })
            {
                using var value = JsonDocument.Parse(json);
                Contract.Differences(schema.Value, value.RootElement);
            }
        }
    }

    [Fact]
    public void Every_operation_says_what_it_does()
    {
        Assert.All(ApiDocument.Features, feature => Assert.NotEmpty(feature.Description));
        Assert.All(Contract.Operations, operation => Assert.NotEmpty(operation.Json.GetProperty("summary").GetString()!));
        Assert.All(
            Contract.Operations.SelectMany(operation => operation.Json.GetProperty("responses").EnumerateObject()),
            response => Assert.NotEmpty(response.Value.GetProperty("description").GetString()!));
    }

    private static JsonElement ValueOf(JsonElement example) =>
        (example.TryGetProperty("$ref", out var reference) ? Contract.Resolve(reference.GetString()!) : example).GetProperty("value");

    private static void AssertFits(JsonElement schema, JsonElement value, string name)
    {
        var differences = Contract.Differences(schema, value);
        Assert.True(differences.Count == 0, $"{name}: {string.Join("; ", differences)}");
    }

    private static JsonElement[] Parameters(ApiOperation operation) =>
        operation.Json.TryGetProperty("parameters", out var parameters) ? [.. parameters.EnumerateArray()] : [];

    private static IEnumerable<(string Name, JsonElement Content)> Media(ApiOperation operation)
    {
        var bodies = operation.Json.TryGetProperty("requestBody", out var body) ? [($"{operation} body", body)] : Array.Empty<(string, JsonElement)>();
        return bodies
            .Concat(operation.Json.GetProperty("responses").EnumerateObject().Select(response => ($"{operation} {response.Name}", response.Value)))
            .Where(pair => pair.Item2.TryGetProperty("content", out _))
            .SelectMany(pair => pair.Item2.GetProperty("content").EnumerateObject().Select(media => ($"{pair.Item1} {media.Name}", media.Value)));
    }

    private static IEnumerable<(string Name, JsonElement Json)> Headers(ApiOperation operation) => operation.Json.GetProperty("responses").EnumerateObject()
        .Where(response => response.Value.TryGetProperty("headers", out _))
        .SelectMany(response => response.Value.GetProperty("headers").EnumerateObject().Select(header => ($"{operation} {response.Name} {header.Name}", header.Value)));

    private static IEnumerable<string> References(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(property =>
            property.Name == "$ref" ? [property.Value.GetString()!] : References(property.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(References),
        _ => [],
    };
}
