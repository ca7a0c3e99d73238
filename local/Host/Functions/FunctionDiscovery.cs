using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace WalletFunctions.Local.Host.Functions;

/// <summary>Finds functions by their attributes: public methods with <see cref="FunctionAttribute"/> and one trigger parameter.</summary>
public static class FunctionDiscovery
{
    private const BindingFlags EveryMethod =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>The functions of some assemblies, in the alphabetical order in which the Functions host takes them.</summary>
    /// <param name="assemblies">Where to look.</param>
    /// <exception cref="FunctionDiscoveryException">A name is used twice, a function is not public, or its trigger is missing or unknown.</exception>
    public static IReadOnlyList<FunctionMethod> FindIn(IEnumerable<Assembly> assemblies)
    {
        ArgumentNullException.ThrowIfNull(assemblies);
        return FindIn(assemblies.Distinct().SelectMany(assembly => assembly.GetTypes()));
    }

    /// <summary>The functions of some classes, in the alphabetical order in which the Functions host takes them.</summary>
    /// <param name="types">Where to look.</param>
    /// <exception cref="FunctionDiscoveryException">A name is used twice, a function is not public, or its trigger is missing or unknown.</exception>
    public static IReadOnlyList<FunctionMethod> FindIn(IEnumerable<Type> types)
    {
        var functions = types
            .SelectMany(type => type.GetMethods(EveryMethod))
            .Select(method => (Method: method, Attribute: method.GetCustomAttribute<FunctionAttribute>()))
            .Where(found => found.Attribute is not null)
            .Select(found => Describe(found.Attribute!.Name, found.Method))
            .OrderBy(function => function.Name, StringComparer.OrdinalIgnoreCase)
            .ToList();

        foreach (var same in functions.GroupBy(function => function.Name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
        {
            throw new FunctionDiscoveryException(
                $"The function name '{same.Key}' is used {same.Count()} times: {string.Join(", ", same.Select(function => function.EntryPoint))}.");
        }

        return functions;
    }

    private static FunctionMethod Describe(string name, MethodInfo method)
    {
        var where = $"The function '{name}' ({method.DeclaringType!.FullName}.{method.Name})";
        if (!method.IsPublic || !method.DeclaringType!.IsVisible)
        {
            throw new FunctionDiscoveryException($"{where} is not public: the Functions host would not find it.");
        }

        var triggers = method.GetParameters()
            .Select(parameter => (Parameter: parameter, Trigger: TriggerOf(name, parameter)))
            .Where(found => found.Trigger is not null)
            .ToList();
        return triggers.Count == 1
            ? new FunctionMethod(name, method, triggers[0].Trigger!, triggers[0].Parameter)
            : throw new FunctionDiscoveryException($"{where} has {triggers.Count} triggers that this host knows; it needs one.");
    }

    private static FunctionTrigger? TriggerOf(string functionName, ParameterInfo parameter)
    {
        if (parameter.GetCustomAttribute<HttpTriggerAttribute>() is { } http)
        {
            return new FunctionTrigger.Http(http.Route ?? functionName, http.Methods ?? []);
        }

        if (parameter.GetCustomAttribute<TimerTriggerAttribute>() is { } timer)
        {
            return new FunctionTrigger.Timer(timer.Schedule, timer.UseMonitor, timer.RunOnStartup);
        }

        if (parameter.GetCustomAttribute<ServiceBusTriggerAttribute>() is { } bus)
        {
            return new FunctionTrigger.ServiceBus(
                bus.QueueName ?? bus.TopicName!, bus.SubscriptionName, bus.IsSessionsEnabled, bus.IsBatched, AutoComplete(parameter, bus));
        }

        return parameter.IsDefined(typeof(OrchestrationTriggerAttribute)) ? new FunctionTrigger.Orchestration()
            : parameter.IsDefined(typeof(ActivityTriggerAttribute)) ? new FunctionTrigger.Activity()
            : null;
    }

    /// <summary>The attribute's property cannot tell "not set" from "false"; the code that set it can.</summary>
    private static bool? AutoComplete(ParameterInfo parameter, ServiceBusTriggerAttribute attribute)
    {
        var isSet = parameter.GetCustomAttributesData()
            .Where(data => data.AttributeType == typeof(ServiceBusTriggerAttribute))
            .SelectMany(data => data.NamedArguments)
            .Any(argument => argument.MemberName == nameof(ServiceBusTriggerAttribute.AutoCompleteMessages));
        return isSet ? attribute.AutoCompleteMessages : null;
    }
}
