using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using WalletFunctions.Http;
using Xunit;

namespace WalletFunctions.Tests.Functions.Http;

public sealed class RouteTableTests
{
    private static readonly (string Name, string Route, string Method)[] Functions =
    [.. typeof(Fallback).Assembly.GetExportedTypes()
        .SelectMany(type => type.GetMethods())
        .Where(method => method.GetCustomAttribute<FunctionAttribute>() is not null)
        .SelectMany(method => method.GetParameters().Select(parameter => (Method: method, Trigger: parameter.GetCustomAttribute<HttpTriggerAttribute>())))
        .Where(pair => pair.Trigger is not null)
        .SelectMany(pair => (pair.Trigger!.Methods ?? [string.Empty])
            .Select(method => (pair.Method.GetCustomAttribute<FunctionAttribute>()!.Name, pair.Trigger.Route!, method)))];

    [Fact]
    public void The_fallback_is_tried_last()
    {
        var names = Functions.Select(function => function.Name).Order(StringComparer.OrdinalIgnoreCase).ToArray();
        Assert.Equal("ZFallback", names[^1]);
        Assert.Single(Functions, function => function.Route.StartsWith("{*", StringComparison.Ordinal));
    }

    [Fact]
    public void No_two_routes_take_the_same_path()
    {
        // Whichever function comes first by name would take the path of the other.
        var routes = Functions.Where(function => function.Route != Fallback.Route).ToArray();
        foreach (var (left, right) in routes.SelectMany(
            left => routes.Where(right => string.CompareOrdinal(left.Name, right.Name) < 0 && left.Method == right.Method).Select(right => (left, right))))
        {
            Assert.False(Overlap(left.Route.Split('/'), right.Route.Split('/')), $"{left} and {right}");
        }
    }

    private static bool Overlap(string[] left, string[] right) => left.Length == right.Length
        && left.Zip(right).All(pair => pair.First.StartsWith('{') || pair.Second.StartsWith('{') || pair.First == pair.Second);
}
