using System.Reflection;

namespace WalletFunctions.Local.Host.Functions;

/// <summary>A function as found in the app's code.</summary>
/// <param name="Name">The name, unique in the app without regard to case.</param>
/// <param name="Method">The public method.</param>
/// <param name="Trigger">What starts it.</param>
/// <param name="TriggerParameter">The parameter that bears the trigger.</param>
public sealed record FunctionMethod(string Name, MethodInfo Method, FunctionTrigger Trigger, ParameterInfo TriggerParameter)
{
    /// <summary>The method's full name, as the Functions host shows it.</summary>
    public string EntryPoint => $"{Method.DeclaringType!.FullName}.{Method.Name}";
}
