using System.Threading.Channels;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using WalletFunctions.Local.Host.Storage;

namespace WalletFunctions.Local.Host.ServiceBus.Storage;

/// <summary>
/// Writes one table partition by group commit: whatever waits while a transaction is under way goes into the next one. A storage that is away
/// delays writes until it is back; a write whose answer was lost is looked up before it is repeated.
/// </summary>
internal sealed partial class PartitionWriter(TableClient table, string partition, TimeProvider time, ILogger logger)
{
    // The table service's limits for a transaction, with room for its own framing.
    private const int MaxActions = 100;
    private const int MaxTransactionBytes = 3 * 1024 * 1024;

    private const int Conflict = 409;
    private const int PreconditionFailed = 412;
    private const int NotFound = 404;

    private static readonly TimeSpan OutageRetry = TimeSpan.FromMilliseconds(500);

    private readonly Channel<MessageWrite> _waiting = Channel.CreateUnbounded<MessageWrite>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Waits until the rows are written.</summary>
    /// <returns>The rows' new ETags, in the order of the write's actions.</returns>
    /// <exception cref="MessageConflictException">A row is not as expected; nothing of this write was done.</exception>
    public async Task<IReadOnlyList<ETag>> WriteAsync(MessageWrite write, CancellationToken cancellationToken)
    {
        if (!_waiting.Writer.TryWrite(write))
        {
            throw new OperationCanceledException("The host has stopped.");
        }

        return await write.Done.WaitAsync(cancellationToken);
    }

    /// <summary>Writes until told to stop; what waits then is given up.</summary>
    public async Task RunAsync(CancellationToken stops)
    {
        try
        {
            while (await _waiting.Reader.WaitToReadAsync(stops))
            {
                await CommitAsync(TakeBatch(), stops);
            }
        }
        finally
        {
            _waiting.Writer.TryComplete();
            while (_waiting.Reader.TryRead(out var write))
            {
                write.Fail(new OperationCanceledException("The host has stopped."));
            }
        }
    }

    private List<MessageWrite> TakeBatch()
    {
        var batch = new List<MessageWrite>();
        var (actions, bytes) = (0, 0);
        while (_waiting.Reader.TryPeek(out var next)
            && (batch.Count == 0 || (actions + next.Actions.Count <= MaxActions && bytes + next.SizeBytes <= MaxTransactionBytes)))
        {
            _waiting.Reader.TryRead(out _);
            batch.Add(next);
            (actions, bytes) = (actions + next.Actions.Count, bytes + next.SizeBytes);
        }

        return batch;
    }

    private async Task CommitAsync(List<MessageWrite> batch, CancellationToken stops)
    {
        try
        {
            await CommitOrConflictAsync(batch, stops);
        }
        catch (Exception fault)
        {
            // Neither a conflict nor an outage: a bug, or the host stops. Whoever waits must learn of it; the writer serves the others.
            batch.ForEach(write => write.Fail(fault));
        }
    }

    private async Task CommitOrConflictAsync(List<MessageWrite> batch, CancellationToken stops)
    {
        var answerLost = false;
        while (batch.Count > 0)
        {
            try
            {
                var answer = await table.SubmitTransactionAsync(batch.SelectMany(write => write.Actions), stops);
                Succeed(batch, answer.Value);
                return;
            }
            catch (TableTransactionFailedException refused) when (refused.Status is Conflict or PreconditionFailed or NotFound)
            {
                batch = answerLost ? await StillToWriteAsync(batch, stops) : WithoutFailed(batch, refused);
                answerLost = false;
            }
            catch (Exception outage) when (StorageOutage.Explains(outage, stops))
            {
                answerLost = true;
                await PauseAsync(outage, stops);
            }
        }
    }

    private static void Succeed(List<MessageWrite> batch, IReadOnlyList<Response> answers)
    {
        var at = 0;
        foreach (var write in batch)
        {
            write.Succeed([.. write.Actions.Select(_ => answers[at++].Headers.ETag ?? default)]);
        }
    }

    private static List<MessageWrite> WithoutFailed(List<MessageWrite> batch, TableTransactionFailedException refused)
    {
        var next = 0;
        foreach (var write in batch)
        {
            next += write.Actions.Count;
            if (refused.FailedTransactionActionIndex < next)
            {
                write.Fail(new MessageConflictException(refused.Message));
                return [.. batch.Where(other => other != write)];
            }
        }

        throw new InvalidOperationException("The service does not say which of the transaction's actions it refused.", refused);
    }

    /// <summary>After a lost answer: finds out of each write whether it landed. What did not is written again, now with a clear answer.</summary>
    private async Task<List<MessageWrite>> StillToWriteAsync(List<MessageWrite> batch, CancellationToken stops)
    {
        var left = new List<MessageWrite>();
        foreach (var write in batch)
        {
            var witness = await ReadAsync(write, stops);
            if (write.Landed(witness))
            {
                write.Succeed([.. write.Actions.Select(_ => witness?.ETag ?? default)]);
            }
            else
            {
                left.Add(write);
            }
        }

        return left;
    }

    private async Task<TableEntity?> ReadAsync(MessageWrite write, CancellationToken stops)
    {
        while (true)
        {
            try
            {
                var found = await table.GetEntityIfExistsAsync<TableEntity>(partition, write.Witness.RowKey, cancellationToken: stops);
                return found.HasValue ? found.Value : null;
            }
            catch (Exception outage) when (StorageOutage.Explains(outage, stops))
            {
                await PauseAsync(outage, stops);
            }
        }
    }

    private Task PauseAsync(Exception outage, CancellationToken stops)
    {
        LogOutage(logger, partition, outage.Message);
        return Task.Delay(OutageRetry, time, stops);
    }

    [LoggerMessage(1, LogLevel.Warning, "Messages of {Partition} wait for the storage: {Reason}")]
    private static partial void LogOutage(ILogger logger, string partition, string reason);
}
