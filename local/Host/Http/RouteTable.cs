using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WalletFunctions.Local.Host.Functions;

namespace WalletFunctions.Local.Host.Http;

/// <summary>
/// The app's routes in the alphabetical order of their functions' names, as the Functions host tries them: the first whose template,
/// constraints and methods all match takes the request.
/// </summary>
internal sealed class RouteTable(IEnumerable<FunctionMethod> functions, string prefix, IInlineConstraintResolver constraints)
{
    public IReadOnlyList<FunctionRoute> Routes { get; } =
    [
        .. functions.OrderBy(function => function.Name, StringComparer.OrdinalIgnoreCase)
            .Where(function => function.Trigger is FunctionTrigger.Http)
            .Select(function => new FunctionRoute(function, (FunctionTrigger.Http)function.Trigger, prefix, constraints)),
    ];

    public bool TryMatch(HttpContext context, [NotNullWhen(true)] out FunctionRoute? route, out RouteValueDictionary values)
    {
        foreach (var candidate in Routes)
        {
            if (candidate.TryMatch(context, out values))
            {
                route = candidate;
                return true;
            }
        }

        (route, values) = (null, []);
        return false;
    }
}
