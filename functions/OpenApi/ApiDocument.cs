using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using WalletFunctions.Http;

namespace WalletFunctions.OpenApi;

/// <summary>The OpenAPI 3.1 document, made of what the features say.</summary>
internal static class ApiDocument
{
    private const string Version = "3.1.1";
    private const string Intro = """
        The bank's side of a wallet mirror: a fintech asks for movements of money between wallets, under an idempotency key each. Only a stored 201, or a
        transaction with `status: settled`, means commit; only `reverseProvisional: true` in a stored answer or in that transaction means reverse; whatever
        else comes back, or nothing, says nothing: keep the provisional booking and ask by key, retry with the same key, or cancel by key.
        A path that is not here answers 404, a method that is not here 405 with `Allow`, both as problems.
        """;

    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The features, by name.</summary>
    internal static IReadOnlyList<IApiFeature> Features { get; } =
    [
        .. typeof(ApiDocument).Assembly.GetTypes()
            .Where(type => type.IsClass && type.IsAssignableTo(typeof(IApiFeature)))
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => (IApiFeature)Activator.CreateInstance(type)!),
    ];

    /// <summary>The document's bytes: the same in every process of one version.</summary>
    internal static ReadOnlyMemory<byte> Bytes { get; } = JsonSerializer.SerializeToUtf8Bytes(Make(), Options);

    private static JsonObject ProblemExamples()
    {
        var examples = new JsonObject();
        foreach (var reason in Features.SelectMany(feature => feature.Operations).SelectMany(operation => operation.AllProblems()).Distinct().OrderBy(reason => reason.Code, StringComparer.Ordinal))
        {
            examples.Add(reason.Code, new JsonObject { ["value"] = JsonNode.Parse(CommonSchemas.ExampleOf(reason)) });
        }

        return examples;
    }

    private static JsonObject Make()
    {
        var paths = new JsonObject();
        var schemas = new JsonObject();
        foreach (var (name, schema) in CommonSchemas.All.Concat(Features.SelectMany(feature => feature.Schemas)).OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            schemas.Add(name, schema);
        }

        foreach (var (feature, operation) in Features.SelectMany(feature => feature.Operations.Select(operation => (feature, operation))))
        {
            if (paths[operation.Path] is not JsonObject path)
            {
                paths[operation.Path] = path = [];
            }

            path.Add(operation.Method.ToLowerInvariant(), OperationJson.Of(operation, feature.Tag));
        }

        return new JsonObject
        {
            ["openapi"] = Version,
            ["info"] = new JsonObject
            {
                ["title"] = "Wallet mirroring",
                ["version"] = "1",
                ["summary"] = "Wallets and transactions of a bank, mirrored by a fintech.",
                ["description"] = Intro,
                ["license"] = new JsonObject { ["name"] = "MIT", ["identifier"] = "MIT" },
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/", ["description"] = "Where this document came from." }),
            ["tags"] = new JsonArray([.. Features.Select(feature => new JsonObject { ["name"] = feature.Tag, ["description"] = feature.Description })]),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = schemas,
                ["examples"] = ProblemExamples(),
                ["securitySchemes"] = new JsonObject
                {
                    [OperationJson.OperatorScheme] = new JsonObject
                    {
                        ["type"] = "apiKey",
                        ["in"] = "header",
                        ["name"] = CallerMiddleware.OperatorHeader,
                        ["description"] = "An operator of the bank.",
                    },
                },
            },
        };
    }
}
