using Microsoft.Extensions.Logging;
using WalletFunctions.Local.Host.Configuration;
using WalletFunctions.Local.Host.Functions;
using WalletFunctions.Local.Host.Invocation;
using WalletFunctions.Local.Host.ServiceBus.Entities;
using WalletFunctions.Local.Host.ServiceBus.Storage;

namespace WalletFunctions.Local.Host.ServiceBus;

/// <summary>
/// Takes messages of one entity to one function: several at once without sessions, one at a time within a session. Success completes, failure
/// abandons, unless the function settled the message itself.
/// </summary>
internal sealed partial class MessagePump(
    FunctionMethod function, FunctionTrigger.ServiceBus trigger, MessageReceiver receiver, HostJson host, FunctionInvoker invoker, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(1);

    private bool AutoComplete => trigger.AutoComplete ?? host.AutoCompleteMessages;

    /// <summary>Works until receiving stops; what runs then is awaited, and told when the host cannot wait any longer.</summary>
    public Task RunAsync(CancellationToken receivingStops, CancellationToken runningStops)
    {
        var workers = trigger.Sessions ? host.MaxConcurrentSessions : trigger.Batched ? 1 : host.MaxConcurrentCalls;
        return Task.WhenAll(Enumerable.Range(0, workers).Select(_ => WorkAsync(receivingStops, runningStops)));
    }

    private async Task WorkAsync(CancellationToken receivingStops, CancellationToken runningStops)
    {
        while (!receivingStops.IsCancellationRequested)
        {
            try
            {
                await (trigger.Sessions ? WorkOnSessionAsync(receivingStops, runningStops) : WorkOnNextAsync(receivingStops, runningStops));
            }
            catch (Exception fault) when (!receivingStops.IsCancellationRequested)
            {
                // The process edge: the pump must outlive whatever happens to one message. While the host stops, nothing is left to outlive.
                LogPumpFault(logger, function.Name, fault);
                await Task.Delay(PauseAfterFault, time, receivingStops);
            }
        }
    }

    private async Task WorkOnNextAsync(CancellationToken receivingStops, CancellationToken runningStops) =>
        await RunAsync(await WithMoreAsync(await receiver.ReceiveAsync(receivingStops), null), runningStops);

    private async Task WorkOnSessionAsync(CancellationToken receivingStops, CancellationToken runningStops)
    {
        var sessionId = await receiver.AcceptSessionAsync(receivingStops);
        try
        {
            while (!receivingStops.IsCancellationRequested && await receiver.TryReceiveAsync(sessionId) is { } row)
            {
                await RunAsync(await WithMoreAsync(row, sessionId), runningStops);
            }
        }
        finally
        {
            receiver.Queue.ReleaseSession(sessionId);
        }
    }

    /// <summary>A batched trigger takes what else is ready, up to the host's limit. Within a session only one can be locked at a time.</summary>
    private async Task<IReadOnlyList<MessageRow>> WithMoreAsync(MessageRow first, string? sessionId)
    {
        var rows = new List<MessageRow> { first };
        while (trigger.Batched
            && sessionId is null
            && rows.Count < host.MaxMessageBatchSize
            && await receiver.TryReceiveAsync(sessionId) is { } next)
        {
            rows.Add(next);
        }

        return rows;
    }

    private async Task RunAsync(IReadOnlyList<MessageRow> rows, CancellationToken runningStops)
    {
        var messages = rows.Select(row => ReceivedMessages.From(row, time)).ToList();
        var actions = new LocalMessageActions(receiver);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(runningStops);
        var renewal = RenewAsync(rows, done.Token);
        var succeeded = await TryInvokeAsync(new MessageDelivery(messages, actions), runningStops);
        await done.CancelAsync();
        await renewal.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(rows.Where(row => !actions.IsSettled(row.Sequence)).Select(row => SettleAsync(row, succeeded)));
    }

    private async Task<bool> TryInvokeAsync(MessageDelivery delivery, CancellationToken runningStops)
    {
        try
        {
            await invoker.InvokeAsync(
                function, delivery, ReceivedMessages.BindingData(delivery.Messages[0]), _ => Task.CompletedTask, runningStops);
            return true;
        }
        catch (Exception fault)
        {
            // The process edge: a failed message is delivered again, and dead-lettered in the end.
            LogFailed(logger, function.Name, delivery.Messages[0].SequenceNumber, delivery.Messages[0].DeliveryCount, fault);
            return false;
        }
    }

    private async Task SettleAsync(MessageRow row, bool succeeded)
    {
        if (succeeded && !AutoComplete)
        {
            // As on Azure: neither completed nor given back; it is delivered again when its lock ends.
            return;
        }

        var held = succeeded
            ? await receiver.CompleteAsync(row.Sequence, row.Lock.Token)
            : await receiver.AbandonAsync(row.Sequence, row.Lock.Token, properties: null);
        if (!held)
        {
            LogLockLost(logger, function.Name, row.Sequence);
        }
    }

    private async Task RenewAsync(IReadOnlyList<MessageRow> rows, CancellationToken done)
    {
        var half = receiver.Queue.Rules.LockDuration / 2;
        var started = time.GetUtcNow();
        while (time.GetUtcNow() + half - started <= host.MaxAutoLockRenewalDuration)
        {
            await Task.Delay(half, time, done);
            await Task.WhenAll(rows.Select(row => receiver.RenewAsync(row.Sequence, row.Lock.Token)));
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Function {FunctionName} failed on message {SequenceNumber}, delivery {DeliveryCount}.")]
    private static partial void LogFailed(ILogger logger, string functionName, long sequenceNumber, int deliveryCount, Exception fault);

    [LoggerMessage(2, LogLevel.Warning, "Function {FunctionName} lost the lock of message {SequenceNumber}; it will be delivered again.")]
    private static partial void LogLockLost(ILogger logger, string functionName, long sequenceNumber);

    [LoggerMessage(3, LogLevel.Error, "Receiving for function {FunctionName} failed and goes on.")]
    private static partial void LogPumpFault(ILogger logger, string functionName, Exception fault);
}
