using Microsoft.DurableTask;

namespace WalletFunctions.Local.Host.Durable.History;

/// <summary>A failure as it is stored.</summary>
/// <param name="Type">The exception's type name.</param>
/// <param name="Message">The exception's message.</param>
/// <param name="StackTrace">The exception's stack trace, if known.</param>
/// <param name="Inner">The cause, if known.</param>
public sealed record Failure(string Type, string Message, string? StackTrace, Failure? Inner)
{
    /// <summary>The failure that an exception stands for.</summary>
    public static Failure Of(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);

        // What failed below is told by its details, which carry more than the exception itself once it has crossed the history.
        var inner = exception is TaskFailedException { FailureDetails: { } details } ? Of(details)
            : exception.InnerException is { } cause ? Of(cause)
            : null;
        return new Failure(exception.GetType().ToString(), exception.Message, exception.StackTrace, inner);
    }

    /// <summary>The failure in the words of the official packages.</summary>
    public TaskFailureDetails ToDetails() => new(Type, Message, StackTrace, Inner?.ToDetails(), null);

    private static Failure Of(TaskFailureDetails details)
        => new(details.ErrorType, details.ErrorMessage, details.StackTrace, details.InnerFailure is { } inner ? Of(inner) : null);
}
