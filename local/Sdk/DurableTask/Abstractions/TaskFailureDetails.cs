namespace Microsoft.DurableTask;

/// <summary>What is known of a failed task. Stand-in for <c>Microsoft.DurableTask.TaskFailureDetails</c>.</summary>
/// <param name="ErrorType">The exception's type name; on Azure it may be "(unknown)", so nothing branches on it.</param>
/// <param name="ErrorMessage">The exception's message.</param>
/// <param name="StackTrace">The exception's stack trace, if known.</param>
/// <param name="InnerFailure">The cause, if known.</param>
/// <param name="Properties">Further properties, if any.</param>
public record TaskFailureDetails(
    string ErrorType, string ErrorMessage, string? StackTrace, TaskFailureDetails? InnerFailure, IDictionary<string, object?>? Properties)
{
    /// <summary>The details of an exception and of its inner exceptions.</summary>
    public static TaskFailureDetails FromException(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        var inner = exception.InnerException is { } cause ? FromException(cause) : null;
        return new TaskFailureDetails(exception.GetType().ToString(), exception.Message, exception.StackTrace, inner, null);
    }

    /// <summary>Type and message.</summary>
    public override string ToString() => $"{ErrorType}: {ErrorMessage}";
}
