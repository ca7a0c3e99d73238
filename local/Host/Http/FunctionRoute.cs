using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using WalletFunctions.Local.Host.Functions;

namespace WalletFunctions.Local.Host.Http;

/// <summary>One HTTP function's route: template, constraints and methods.</summary>
public sealed class FunctionRoute
{
    private static readonly string[] Reserved = ["admin", "runtime"];

    private readonly TemplateMatcher _matcher;
    private readonly IDictionary<string, IRouteConstraint> _constraints;

    internal FunctionRoute(FunctionMethod function, FunctionTrigger.Http trigger, string prefix, IInlineConstraintResolver constraints)
    {
        Function = function;
        Methods = [.. trigger.Methods.Select(method => method.ToUpperInvariant())];
        Template = string.Join('/', new[] { prefix, trigger.Route.Trim('/') }.Where(part => part.Length > 0));
        if (Reserved.Contains(Template.Split('/')[0], StringComparer.OrdinalIgnoreCase))
        {
            throw new FunctionDiscoveryException($"The function '{function.Name}' has the route '{Template}', which the Functions host keeps for itself.");
        }

        try
        {
            var template = TemplateParser.Parse(Template);
            var defaults = new RouteValueDictionary(
                template.Parameters.Where(part => part.DefaultValue is not null).ToDictionary(part => part.Name!, part => part.DefaultValue));
            _matcher = new TemplateMatcher(template, defaults);
            var builder = new RouteConstraintBuilder(constraints, Template);
            foreach (var part in template.Parameters)
            {
                AddConstraints(builder, part);
            }

            _constraints = builder.Build();
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException)
        {
            throw new FunctionDiscoveryException($"The function '{function.Name}' has the route '{Template}', which cannot be read: {fault.Message}", fault);
        }
    }

    /// <summary>The function.</summary>
    public FunctionMethod Function { get; }

    /// <summary>The route template, prefix included.</summary>
    public string Template { get; }

    /// <summary>The methods in upper case; empty means every method.</summary>
    public IReadOnlyList<string> Methods { get; }

    internal bool TryMatch(HttpContext context, out RouteValueDictionary values)
    {
        values = [];
        return (Methods.Count == 0 || Methods.Contains(context.Request.Method, StringComparer.OrdinalIgnoreCase))
            && _matcher.TryMatch(context.Request.Path, values)
            && Satisfies(context, values);
    }

    private bool Satisfies(HttpContext context, RouteValueDictionary values) => _constraints.All(constraint =>
        constraint.Value.Match(context, route: null, constraint.Key, values, RouteDirection.IncomingRequest));

    private static void AddConstraints(RouteConstraintBuilder builder, TemplatePart part)
    {
        if (part.IsOptional)
        {
            builder.SetOptional(part.Name!);
        }

        foreach (var constraint in part.InlineConstraints)
        {
            builder.AddResolvedConstraint(part.Name!, constraint.Constraint);
        }
    }
}
