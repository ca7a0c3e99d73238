using Azure.Messaging.ServiceBus;

namespace WalletFunctions.Hosting;

/// <summary>
/// Gives a message that could not be worked on back slowly. The broker delivers it again at once and counts every delivery, so that an outage of a second would use them all up. While
/// one waits its session does too, and so keeps its order.
/// </summary>
internal static class SlowReturn
{
    private const int MaxDoublings = 10;
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>Does the work; what it throws is thrown after the pause.</summary>
    /// <param name="message">The message that the work is about.</param>
    /// <param name="work">The work.</param>
    /// <param name="time">The clock of the pause.</param>
    /// <param name="cancellationToken">The host's end, which ends the pause too.</param>
    internal static async Task RunAsync(ServiceBusReceivedMessage message, Func<Task> work, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            await work();
        }
        catch (Exception)
        {
            // The process edge: the failure goes to the host as it is, only later.
            await Task.Delay(PauseAfter(message.DeliveryCount), time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }

    /// <summary>How long a message is kept back after so many deliveries: the first time not at all, then 0.5 s, doubled up to 30 s.</summary>
    internal static TimeSpan PauseAfter(int deliveries)
    {
        if (deliveries <= 1)
        {
            return TimeSpan.Zero;
        }

        var pause = First * (1 << Math.Min(deliveries - 2, MaxDoublings));
        return pause < Longest ? pause : Longest;
    }
}
