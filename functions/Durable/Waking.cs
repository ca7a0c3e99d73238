using Microsoft.DurableTask.Client;

namespace WalletFunctions.Durable;

/// <summary>Wakes an orchestration that may be over by now, or not there yet.</summary>
internal static class Waking
{
    private const int MaxAttempts = 3;

    /// <summary>Raises an event; nothing happens where no instance waits for any.</summary>
    /// <param name="client">The invocation's client.</param>
    /// <param name="instanceId">The instance.</param>
    /// <param name="eventName">The event.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task WakeAsync(this DurableTaskClient client, string instanceId, string eventName, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await client.RaiseEventAsync(instanceId, eventName, eventName, cancellationToken);
                return;
            }
            catch (Exception)
            {
                // Backends refuse an event for an instance that is over, or never was, with exceptions of their own. What counts is whether one waits.
                if (await client.GetInstanceAsync(instanceId, cancellationToken) is not { IsCompleted: false })
                {
                    return;
                }

                // One that was just being started is there by now.
                if (attempt == MaxAttempts)
                {
                    throw;
                }
            }
        }
    }
}
