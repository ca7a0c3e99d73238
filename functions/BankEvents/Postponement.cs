using System.Globalization;
using Azure.Messaging.ServiceBus;

namespace WalletFunctions.BankEvents;

/// <summary>
/// When a message comes again that could not be worked on. The broker gives it back at once and counts every delivery, so that an outage of a second would use them all up and set
/// money aside that nobody has looked at. After a few deliveries it is therefore put into the queue again for later, ever later, for about two days.
/// </summary>
internal static class Postponement
{
    /// <summary>Deliveries that the broker makes before a message is postponed: fewer than any queue allows that has its standard of ten.</summary>
    internal const int DeliveriesBefore = 5;

    /// <summary>How often a message is postponed before it is set aside.</summary>
    internal const int Max = 60;

    private const string Count = "postponed";
    private const int MaxDoublings = 20;
    private static readonly TimeSpan First = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>Whether the broker is to deliver the message again by itself, at once.</summary>
    internal static bool IsEarly(ServiceBusReceivedMessage message) => message.DeliveryCount < DeliveriesBefore;

    /// <summary>How often it was postponed.</summary>
    internal static int CountOf(ServiceBusReceivedMessage message) =>
        message.ApplicationProperties.TryGetValue(Count, out var count) && count is int number and > 0 ? number : 0;

    /// <summary>The wait after a message was postponed so often: 10 s, doubled up to 1 h.</summary>
    internal static TimeSpan WaitAfter(int count)
    {
        var wait = First * (1 << Math.Min(count, MaxDoublings));
        return wait < Longest ? wait : Longest;
    }

    /// <summary>The same message for later. Its id is new, or a queue that looks for duplicates would swallow it; the same message makes the same id.</summary>
    internal static ServiceBusMessage CopyOf(ServiceBusReceivedMessage message, DateTimeOffset now)
    {
        var count = CountOf(message);
        var copy = new ServiceBusMessage(message.Body)
        {
            MessageId = string.Create(CultureInfo.InvariantCulture, $"postponed.{message.SequenceNumber}.{count + 1}"),
            CorrelationId = message.CorrelationId ?? message.MessageId,
            Subject = message.Subject,
            ContentType = message.ContentType,
            ScheduledEnqueueTime = now + WaitAfter(count),
        };
        foreach (var (name, value) in message.ApplicationProperties)
        {
            copy.ApplicationProperties[name] = value;
        }

        copy.ApplicationProperties[Count] = count + 1;
        return copy;
    }
}
