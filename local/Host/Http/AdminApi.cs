using System.Text.Json;
using Microsoft.AspNetCore.Http;
using WalletFunctions.Local.Host.Functions;

namespace WalletFunctions.Local.Host.Http;

/// <summary>
/// The part of the Functions host's administration that development needs: the host's state, the list of functions, and running a function
/// by hand. It asks for no key, which only a loopback listener may do.
/// </summary>
internal sealed class AdminApi(IReadOnlyList<FunctionMethod> functions, RouteTable routes, Func<FunctionMethod, string?, CancellationToken, Task<string?>> runByHand)
{
    private const string Root = "/admin";

    // What a person types; a message body of a real size fits.
    private const int MaxInputBytes = 256 * 1024;

    public static bool Owns(HttpContext http) => http.Request.Path.StartsWithSegments(Root, StringComparison.OrdinalIgnoreCase);

    public Task HandleAsync(HttpContext http)
    {
        http.Request.Path.StartsWithSegments(Root, StringComparison.OrdinalIgnoreCase, out var rest);
        var parts = (rest.Value ?? string.Empty).Split('/', StringSplitOptions.RemoveEmptyEntries);
        var isGet = HttpMethods.IsGet(http.Request.Method);
        return parts switch
        {
            ["host", "status"] when isGet => http.Response.WriteAsJsonAsync(new { id = "local", state = "Running", version = "4" }),
            ["functions"] when isGet => http.Response.WriteAsJsonAsync(functions.Select(Describe)),
            ["functions", var name] when Find(name) is { } function && isGet => http.Response.WriteAsJsonAsync(Describe(function)),
            ["functions", var name] when Find(name) is { } function && HttpMethods.IsPost(http.Request.Method) => RunAsync(http, function),
            _ => RefuseAsync(http, StatusCodes.Status404NotFound, null),
        };
    }

    private static Task RefuseAsync(HttpContext http, int status, string? reason)
    {
        http.Response.StatusCode = status;
        return reason is null ? Task.CompletedTask : http.Response.WriteAsync(reason);
    }

    private FunctionMethod? Find(string name) =>
        functions.FirstOrDefault(function => string.Equals(function.Name, name, StringComparison.OrdinalIgnoreCase));

    private object Describe(FunctionMethod function)
    {
        var route = routes.Routes.FirstOrDefault(candidate => candidate.Function == function);
        return new
        {
            name = function.Name,
            trigger = function.Trigger.BindingType,
            entryPoint = function.EntryPoint,
            route = route?.Template,
            methods = route?.Methods,
        };
    }

    private async Task RunAsync(HttpContext http, FunctionMethod function)
    {
        string? input;
        try
        {
            input = await ReadInputAsync(http);
        }
        catch (JsonException)
        {
            await RefuseAsync(http, StatusCodes.Status400BadRequest, "The body must be JSON: {\"input\": \"...\"}.");
            return;
        }

        var refusal = await runByHand(function, input, http.RequestAborted);
        await RefuseAsync(http, refusal is null ? StatusCodes.Status202Accepted : StatusCodes.Status400BadRequest, refusal);
    }

    private static async Task<string?> ReadInputAsync(HttpContext http)
    {
        if (http.Request.ContentLength is > MaxInputBytes)
        {
            throw new JsonException("The body is too long.");
        }

        using var reader = new StreamReader(http.Request.Body);
        var text = await reader.ReadToEndAsync(http.RequestAborted);
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        using var body = JsonDocument.Parse(text);
        return body.RootElement.ValueKind != JsonValueKind.Object || !body.RootElement.TryGetProperty("input", out var input)
            ? null
            : input.ValueKind == JsonValueKind.String ? input.GetString() : input.GetRawText();
    }
}
