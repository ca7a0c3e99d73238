namespace WalletFunctions.Local.Cli.Demo;

/// <summary>One request of the demo and its answer.</summary>
/// <param name="What">What it was for.</param>
/// <param name="Request">Method and path.</param>
/// <param name="StatusCode">The HTTP status.</param>
/// <param name="Decision">What was decided, in a few words.</param>
/// <param name="IsReplay">The answer was marked as a replay.</param>
/// <param name="Elapsed">How long it took.</param>
internal sealed record DemoCall(string What, string Request, int StatusCode, string Decision, bool IsReplay, TimeSpan Elapsed);
