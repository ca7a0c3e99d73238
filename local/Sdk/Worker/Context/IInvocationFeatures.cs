namespace Microsoft.Azure.Functions.Worker;

/// <summary>What the host offers to an invocation, by type. Stands in for the interface of the same name in Worker.Core.</summary>
public interface IInvocationFeatures : IEnumerable<KeyValuePair<Type, object>>
{
    /// <summary>Offers a feature.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="instance">The feature.</param>
    void Set<T>(T instance);

    /// <summary>Finds a feature; default when there is none.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    T? Get<T>();
}
