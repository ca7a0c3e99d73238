namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>Whether a trigger hands over one item or many. Stands in for the enum of the same name in Worker.Extensions.Abstractions.</summary>
public enum Cardinality
{
    /// <summary>A batch per invocation.</summary>
    Many,

    /// <summary>One item per invocation.</summary>
    One,
}
