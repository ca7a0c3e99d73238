namespace WalletFunctions.Tests.Testing;

/// <summary>How long a test waits for what must happen. It is long, for a busy machine stands still now and then, and a test that passes does not wait for it.</summary>
internal static class TestPatience
{
    /// <summary>The longest wait for anything.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);
}
