using System.Text.Json.Nodes;
using WalletFunctions.Http;

namespace WalletFunctions.OpenApi;

/// <summary>Writes one operation.</summary>
internal static class OperationJson
{
    /// <summary>The security scheme of operators.</summary>
    internal const string OperatorScheme = "operatorKey";

    private const string RetryAfter = "Retry-After";
    private const string Json = "application/json";
    private const string ProblemJson = "application/problem+json";

    /// <summary>The operation as the document has it.</summary>
    internal static JsonObject Of(Operation operation, string tag)
    {
        var json = new JsonObject
        {
            ["tags"] = new JsonArray(tag),
            ["operationId"] = operation.Id,
            ["summary"] = operation.Summary,
        };
        if (operation.Description is { } description)
        {
            json["description"] = description;
        }

        if (operation.Parameters.Count > 0)
        {
            json["parameters"] = new JsonArray([.. operation.Parameters.Select(Of)]);
        }

        if (operation.Body is { } body)
        {
            json["requestBody"] = new JsonObject { ["required"] = !body.IsOptional, ["content"] = Content(Json, body.Schema, body.Examples) };
        }

        json["responses"] = Responses(operation);
        json["security"] = operation.IsForOperators ? new JsonArray(new JsonObject { [OperatorScheme] = new JsonArray() }) : [];
        return json;
    }

    private static JsonObject Of(Parameter parameter) => new()
    {
        ["name"] = parameter.Name,
        ["in"] = parameter.Place,
        ["required"] = parameter.IsRequired,
        ["description"] = parameter.Description,
        ["schema"] = parameter.Schema,
        ["example"] = parameter.Schema["type"] is JsonValue type && type.GetValue<string>() is "integer" or "boolean" ? JsonNode.Parse(parameter.Example) : parameter.Example,
    };

    private static JsonObject Responses(Operation operation)
    {
        var problems = operation.AllProblems().GroupBy(ProblemStatus.Of).Select(reasons => new Answer(
            reasons.Key,
            string.Join(' ', reasons.Select(reason => reason.Meaning)),
            CommonSchemas.ProblemOf(reasons),
            [])
        {
            IsProblem = true,
            Reasons = [.. reasons],

            // Whatever may be tried again says when.
            OptionalHeaders = reasons.All(reason => reason.IsRetryable) ? [RetryAfter] : [],
        });

        var responses = new JsonObject();
        foreach (var answers in operation.Answers.Concat(problems).GroupBy(answer => answer.Status).OrderBy(answers => answers.Key))
        {
            responses.Add(answers.Key.ToString(System.Globalization.CultureInfo.InvariantCulture), Response([.. answers]));
        }

        return responses;
    }

    private static JsonObject Response(IReadOnlyList<Answer> answers)
    {
        var content = new JsonObject();
        foreach (var alike in answers.GroupBy(answer => answer.IsProblem ? ProblemJson : Json))
        {
            var schema = alike.Count() == 1 ? alike.Single().Schema : Schema.Any(alike.Select(answer => answer.Schema));
            var media = Content(alike.Key, schema, [.. alike.SelectMany(answer => answer.Examples)])[alike.Key]!.DeepClone();
            foreach (var reason in alike.SelectMany(answer => answer.Reasons))
            {
                media["examples"]![reason.Code] = new JsonObject { ["$ref"] = "#/components/examples/" + reason.Code };
            }

            content.Add(alike.Key, media);
        }

        var response = new JsonObject { ["description"] = string.Join(' ', answers.Select(answer => answer.Description)) };
        var headers = new JsonObject();
        var always = answers.Select(answer => answer.Headers).Aggregate((left, right) => [.. left.Intersect(right)]);
        foreach (var name in answers.SelectMany(answer => answer.Headers.Concat(answer.OptionalHeaders)).Distinct())
        {
            var (description, schema, example) = HeaderSchemas.All[name];
            headers.Add(name, new JsonObject { ["description"] = description, ["required"] = always.Contains(name), ["schema"] = schema, ["example"] = example });
        }

        if (headers.Count > 0)
        {
            response["headers"] = headers;
        }

        response["content"] = content;
        return response;
    }

    private static JsonObject Content(string mediaType, JsonObject schema, IReadOnlyList<(string Name, string Json)> examples)
    {
        var named = new JsonObject();
        foreach (var (name, json) in examples)
        {
            named.Add(name, new JsonObject { ["value"] = JsonNode.Parse(json) });
        }

        return new JsonObject { [mediaType] = new JsonObject { ["schema"] = schema, ["examples"] = named } };
    }
}
