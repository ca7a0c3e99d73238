namespace Microsoft.DurableTask;

/// <summary>The name of an orchestrator or activity; compared without regard to case. Stand-in for <c>Microsoft.DurableTask.TaskName</c>.</summary>
public readonly struct TaskName : IEquatable<TaskName>
{
    /// <summary>A name; <c>null</c> gives the default value.</summary>
    public TaskName(string name) => Name = name;

    /// <summary>The name; <c>null</c> in the default value.</summary>
    public string Name { get; }

    /// <summary>The name itself.</summary>
    public static implicit operator string(TaskName value) => value.Name;

    /// <summary>The name; null or empty text gives the default value.</summary>
    public static implicit operator TaskName(string value) => string.IsNullOrEmpty(value) ? default : new TaskName(value);

    /// <summary>Equal but for case.</summary>
    public static bool operator ==(TaskName a, TaskName b) => a.Equals(b);

    /// <summary>Different, not only in case.</summary>
    public static bool operator !=(TaskName a, TaskName b) => !a.Equals(b);

    /// <inheritdoc/>
    public bool Equals(TaskName other) => string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TaskName other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Name);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
