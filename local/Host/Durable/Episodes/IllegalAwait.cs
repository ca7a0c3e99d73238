namespace WalletFunctions.Local.Host.Durable.Episodes;

/// <summary>What is said of an orchestrator that awaits something that is not durable.</summary>
internal static class IllegalAwait
{
    /// <summary>The message, on Azure and here.</summary>
    public const string Message =
        "An invalid asynchronous invocation was detected: the orchestrator, or middleware around it, awaited something that is not durable. "
        + "Only tasks of its own context may be awaited.";

    /// <summary>The exception that fails the instance.</summary>
    public static InvalidOperationException Exception() => new(Message);
}
