using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace WalletFunctions.Http;

/// <summary>
/// The app's HTTP routes as its functions declare them. The Functions host answers a wrong method and an unknown route alike, with an
/// empty 404; this table tells the two apart.
/// </summary>
internal sealed class RouteTable
{
    private readonly IReadOnlyList<Entry> _entries;

    private RouteTable(IReadOnlyList<Entry> entries) => _entries = entries;

    /// <summary>The routes of an assembly's functions, but for the one that takes what is left over.</summary>
    internal static RouteTable Of(Assembly assembly) => new(
        [.. assembly.GetExportedTypes()
            .SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetParameters())
            .Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>())
            .OfType<HttpTriggerAttribute>()
            .Where(trigger => trigger.Route is not null && trigger.Route != Fallback.Route)
            .Select(trigger => new Entry(Segments("/" + trigger.Route), trigger.Methods ?? []))]);

    /// <summary>The methods that a path takes, in capitals; none if the path is unknown.</summary>
    internal IReadOnlyList<string> MethodsOf(string path)
    {
        var segments = Segments(path);
        return [.. _entries
            .Where(entry => entry.Matches(segments))
            .SelectMany(entry => entry.Methods)
            .Select(method => method.ToUpperInvariant())
            .Distinct()
            .Order(StringComparer.Ordinal)];
    }

    private static string[] Segments(string path) => path.TrimEnd('/').Split('/');

    private sealed record Entry(string[] Template, IReadOnlyList<string> Methods)
    {
        internal bool Matches(string[] segments) => segments.Length == Template.Length
            && Template.Zip(segments).All(pair => pair.First.StartsWith('{') || string.Equals(pair.First, pair.Second, StringComparison.OrdinalIgnoreCase));
    }
}
