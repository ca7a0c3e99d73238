using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Local.Host;

/// <summary>Waits for what must come, with a deadline that only a fault meets.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TestPatience.Longest;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    public static async Task IsTrueAsync(Func<bool> condition)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (!condition())
        {
            Assert.False(deadline.IsCancellationRequested, "What the test waits for did not come.");
            await Task.Delay(Pause, TimeProvider.System, CancellationToken.None);
        }
    }

    public static Task<T> ArrivesAsync<T>(Task<T> task) => task.WaitAsync(Deadline);

    public static Task ArrivesAsync(Task task) => task.WaitAsync(Deadline);
}
