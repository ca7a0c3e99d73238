using System.Diagnostics;
using Azure;
using Azure.Data.Tables;
using WalletFunctions.Local.Host.Azurite;
using WalletFunctions.Local.Host.Storage;

namespace WalletFunctions.Local.Host.Durable.Storage;

/// <summary>
/// Who owns the storage. An owner on this machine holds it as long as its process lives, so a killed host can be started again at once; one on another machine
/// as long as it renews. The owner's row is changed by ETag: of two that want it one gets it.
/// </summary>
internal sealed class OwnerLease(TableClient table, string ownerId, TimeProvider clock, StorageRetry retry) : IAsyncDisposable
{
    private const string Partition = "owner";
    private const string Row = "owner";

    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan HeldFor = TimeSpan.FromSeconds(45);

    private readonly CancellationTokenSource _stopping = new();
    private Task _renewing = Task.CompletedTask;
    private ETag _etag;

    /// <summary>Whether another process has taken the storage from this one.</summary>
    public bool IsLost { get; private set; }

    /// <summary>Becomes the owner, or throws <see cref="StoreOwnedException"/>.</summary>
    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var present = await ReadAsync(cancellationToken);
            if (present is not null && present.GetString("Owner") != ownerId && IsHeld(present))
            {
                throw new StoreOwnedException(
                    $"Another host (process {present.GetInt64("ProcessId")} on {present.GetString("Machine")}) runs on this storage; one storage serves one host.");
            }

            if (await TryWriteAsync(present?.ETag, cancellationToken))
            {
                _renewing = RenewAsync();
                return;
            }
        }
    }

    /// <summary>Gives the storage back.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
        {
            return;
        }

        await _stopping.CancelAsync();
        await _renewing;
        if (_etag == default || IsLost)
        {
            return;
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            await retry.RunAsync(cancellation => table.DeleteEntityAsync(Partition, Row, _etag, cancellation), patience.Token);
        }
        catch (Exception silence) when (silence is OperationCanceledException or RequestFailedException)
        {
            // Not given back, then: the next owner sees that this process is gone.
        }
    }

    private static (long Id, long StartedAt) ThisProcess()
    {
        using var process = Process.GetCurrentProcess();
        return (process.Id, process.StartTime.ToUniversalTime().Ticks);
    }

    private bool IsHeld(TableEntity owner)
    {
        if (owner.GetString("Machine") != Environment.MachineName)
        {
            return owner.GetDateTimeOffset("RenewedAt") + HeldFor > clock.GetUtcNow();
        }

        // A killed process whose parent took no notice is listed still, with its id and its start time, and holds nothing.
        var processId = (int)owner.GetInt64("ProcessId")!.Value;
        if (!ProcessSignal.IsRunning(processId))
        {
            return false;
        }

        try
        {
            using var process = Process.GetProcessById(processId);

            // Process ids come back; a start time (to the grain of the kernel's clock) with one does not.
            var difference = process.StartTime.ToUniversalTime().Ticks - owner.GetInt64("ProcessStartedAt")!.Value;
            return !process.HasExited && Math.Abs(difference) < TimeSpan.TicksPerSecond;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    private async Task<TableEntity?> ReadAsync(CancellationToken cancellationToken)
    {
        var row = await retry.RunAsync(
            cancellation => table.GetEntityIfExistsAsync<TableEntity>(Partition, Row, null, cancellation), cancellationToken);
        return row.HasValue ? row.Value : null;
    }

    private async Task<bool> TryWriteAsync(ETag? expected, CancellationToken cancellationToken)
    {
        var (processId, startedAt) = ThisProcess();
        var row = new TableEntity(Partition, Row)
        {
            ["Owner"] = ownerId,
            ["Machine"] = Environment.MachineName,
            ["ProcessId"] = processId,
            ["ProcessStartedAt"] = startedAt,
            ["RenewedAt"] = clock.GetUtcNow(),
        };
        try
        {
            var response = await retry.RunAsync(
                cancellation => expected is { } etag
                    ? table.UpdateEntityAsync(row, etag, TableUpdateMode.Replace, cancellation)
                    : table.AddEntityAsync(row, cancellation),
                cancellationToken);
            _etag = response.Headers.ETag!.Value;
            return true;
        }
        catch (RequestFailedException changed) when (changed.Status is 404 or 409 or 412)
        {
            // Someone else was quicker, or it was this write, and its answer was lost.
            return await ReadAsync(cancellationToken) is { } present && Adopt(present);
        }
    }

    private bool Adopt(TableEntity present)
    {
        _etag = present.ETag;
        return present.GetString("Owner") == ownerId;
    }

    private async Task RenewAsync()
    {
        try
        {
            while (!IsLost)
            {
                await Task.Delay(RenewEvery, TimeProvider.System, _stopping.Token);
                IsLost = !await TryWriteAsync(_etag, _stopping.Token);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Given back.
        }
    }
}
