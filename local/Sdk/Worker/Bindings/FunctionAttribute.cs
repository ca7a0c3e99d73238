namespace Microsoft.Azure.Functions.Worker;

/// <summary>Marks a public method as a function. Stands in for the type of the same name in Worker.Extensions.Abstractions.</summary>
/// <param name="name">The function's name, unique in the app.</param>
[AttributeUsage(AttributeTargets.Method)]
// Unsealed in the official package too.
#pragma warning disable CA1813
public class FunctionAttribute(string name) : Attribute
#pragma warning restore CA1813
{
    /// <summary>The function's name, unique in the app.</summary>
    public string Name { get; } = name;
}
