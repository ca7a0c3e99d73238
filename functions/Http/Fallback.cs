using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using WalletFunctions.Shared.Reasons;

namespace WalletFunctions.Http;

/// <summary>
/// Takes every request that no other function takes. Routes are tried in alphabetical order of the functions' names, so the name of
/// this one sorts last.
/// </summary>
public sealed class Fallback
{
    internal const string Route = "{*path}";

    private static readonly RouteTable Routes = RouteTable.Of(typeof(Fallback).Assembly);

    /// <summary>Answers 405 with <c>Allow</c> where the path is ours, else 404.</summary>
    [Function("ZFallback")]
    public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = Route)] HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var methods = Routes.MethodsOf(request.Path);

        // A method that the path seems to take did not bring the request there: then it is a path that only looks like ours.
        if (methods.Contains(request.Method, StringComparer.OrdinalIgnoreCase))
        {
            methods = [];
        }

        var reason = methods.Count == 0 ? ReasonCatalog.NotFound : ReasonCatalog.MethodNotAllowed;
        var answer = Problem.For(Refusal.For(reason), request.Path, RequestTrace.IdOf(request.HttpContext)).ToAnswer();
        return methods.Count == 0 ? answer : answer.With("Allow", string.Join(", ", methods));
    }
}
