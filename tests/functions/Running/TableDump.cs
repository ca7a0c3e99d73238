using Microsoft.DurableTask.Client;
using WalletFunctions.BankEvents;
using WalletFunctions.BankEvents.Following;
using WalletFunctions.Callbacks.FanOut;
using WalletFunctions.Events;
using WalletFunctions.Hosting;
using WalletFunctions.Risk.Storage;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Storage;
using WalletFunctions.Storage;
using WalletFunctions.Storage.WorkLists;
using WalletFunctions.Tests.Shared.Transactions;

namespace WalletFunctions.Tests.Functions.Running;

/// <summary>Every row of the app's own tables, to tell whether something left a trace.</summary>
internal static class TableDump
{
    /// <summary>
    /// Waits until nothing happens any more behind the answers: every message was taken, every orchestration has ended, what fraud remembers is stored.
    /// Then rows change by requests alone.
    /// </summary>
    public static async Task QuietAsync(this RunningApp app)
    {
        IReadOnlyList<string>? before = null;
        await Fintech.UntilAsync(async () =>
        {
            if (!await IsIdleAsync(app))
            {
                return false;
            }

            await app.Service<TableRiskHistory>().WhenWritten();
            var (earlier, rows) = (before, await app.RowsAsync());
            before = rows;
            return earlier is not null && rows.SequenceEqual(earlier) && await IsIdleAsync(app);
        });
    }

    /// <summary>The rows, each with its version, in order. The engine's tables, which change by themselves, are left out, and what the sweepers know of their lists.</summary>
    public static async Task<IReadOnlyList<string>> RowsAsync(this RunningApp app)
    {
        var prefix = app.Service<WalletSettings>().TablePrefix;
        var service = app.Service<StorageAccounts>().Of(WalletSettings.DefaultStorageAccount);
        var rows = new List<string>();
        await foreach (var table in service.QueryAsync())
        {
            if (!table.Name.StartsWith(prefix, StringComparison.Ordinal) || !StorageStart.AllTables.Contains(table.Name[prefix.Length..]))
            {
                continue;
            }

            await foreach (var row in service.GetTableClient(table.Name).QueryAsync<Azure.Data.Tables.TableEntity>())
            {
                if (row.PartitionKey.EndsWith(TableWorkLists.Partition, StringComparison.Ordinal))
                {
                    continue;
                }

                rows.Add($"{table.Name[prefix.Length..]} {row.PartitionKey} {row.RowKey} {row.ETag}");
            }
        }

        return [.. rows.Order(StringComparer.Ordinal)];
    }

    // A message is there until what takes it has started what it brings about.
    private static async Task<bool> IsIdleAsync(RunningApp app)
    {
        if (app.Host.PeekMessages(ReceiveBankEventFunction.Queue).Count > 0 || app.Host.PeekMessages($"{WalletEventPublisher.Topic}/{FanOutFunction.Subscription}").Count > 0)
        {
            return false;
        }

        var running = new OrchestrationQuery { Statuses = [OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Pending] };
        await foreach (var instance in app.Host.Durable.GetAllInstancesAsync(running))
        {
            // What follows an open event of the bank rests until its deadline, once the partner was told.
            if (instance.Name != BankEventOrchestration.Name || await AnyUntoldAsync(app))
            {
                return false;
            }
        }

        return true;
    }

    private static async Task<bool> AnyUntoldAsync(RunningApp app)
    {
        var soon = TimeProvider.System.GetUtcNow().AddHours(1);
        var due = await Task.WhenAll(Enumerable.Range(0, RowBucket.Count).Select(
            bucket => app.Service<IBankEventStore>().ListWorkAsync(Orders.Partner, bucket, soon, 1, CancellationToken.None)));
        return due.Any(work => work.Count > 0);
    }
}
