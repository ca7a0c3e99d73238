using Microsoft.DurableTask.Client;
using WalletFunctions.Durable;
using WalletFunctions.Tests.Functions.Callbacks;
using Xunit;

namespace WalletFunctions.Tests.Functions.Durable;

public sealed class WakingTests : IAsyncDisposable
{
    private readonly HandDurableClient _client = new();
    private int _raised;

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    [Fact]
    public async Task An_instance_that_is_over_or_never_was_is_not_woken()
    {
        _client.OnRaise = (_, _) => throw new ArgumentException("No such instance waits.");
        _client.Set("over", OrchestrationRuntimeStatus.Completed);
        await _client.WakeAsync("over", "moved", CancellationToken.None);
        await _client.WakeAsync("never", "moved", CancellationToken.None);
    }

    [Fact]
    public async Task An_instance_that_was_just_being_started_is_woken_by_the_next_attempt()
    {
        _client.OnRaise = (_, _) => ++_raised == 1 ? throw new ArgumentException("No such instance yet.") : Task.CompletedTask;
        _client.Set("starting", OrchestrationRuntimeStatus.Pending);
        await _client.WakeAsync("starting", "moved", CancellationToken.None);
        Assert.Equal(2, _raised);
    }

    [Fact]
    public async Task A_backend_that_takes_no_event_for_an_instance_that_waits_is_down()
    {
        _client.OnRaise = (_, _) => throw new IOException("The backend does not answer.");
        _client.Set("waiting", OrchestrationRuntimeStatus.Running);
        await Assert.ThrowsAsync<IOException>(() => _client.WakeAsync("waiting", "moved", CancellationToken.None));
    }
}
