using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Marks a durable client. Stand-in for <c>Microsoft.Azure.Functions.Worker.DurableClientAttribute</c>.</summary>
public sealed class DurableClientAttribute : InputBindingAttribute
{
    /// <summary>The task hub; null = the host's.</summary>
    public string? TaskHub { get; set; }

    /// <summary>The setting with the storage connection; null = the host's.</summary>
    public string? ConnectionName { get; set; }
}
