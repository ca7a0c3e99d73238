namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>A trigger that can be batched. Stands in for the interface of the same name in Worker.Extensions.Abstractions.</summary>
public interface ISupportCardinality
{
    /// <summary>One item or a batch per invocation.</summary>
    Cardinality Cardinality { get; set; }
}
