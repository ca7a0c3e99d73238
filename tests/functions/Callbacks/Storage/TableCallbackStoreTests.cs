using Azure.Data.Tables;
using WalletFunctions.Callbacks.Storage;
using WalletFunctions.Shared.Callbacks;
using WalletFunctions.Tests.Shared.Callbacks;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Functions.Callbacks.Storage;

public sealed class TableCallbackStoreTests(AzuriteFixture azurite) : CallbackStoreContract, IClassFixture<AzuriteFixture>
{
    private static readonly DateTimeOffset Now = new(2026, 7, 1, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_body_over_the_limit_is_not_recorded()
    {
        var store = await NewStoreAsync();
        var callback = CallbackSamples.New("evt-1", Now) with { Body = new string('x', Callback.MaximumBodyBytes + 1) };

        await Assert.ThrowsAsync<ArgumentException>(() => store.AddAsync(callback, default));
    }

    [Fact]
    public async Task All_rows_of_a_wallets_callbacks_lie_in_one_partition()
    {
        var table = await azurite.NewTableAsync();
        var store = new TableCallbackStore((_, _) => ValueTask.FromResult(table));
        foreach (var eventId in new[] { "evt-1", "evt-2", "evt-3" })
        {
            var stored = await store.AddAsync(CallbackSamples.New(eventId, Now), default);
            var attempt = new CallbackAttempt { CallbackId = stored.Callback.Id, Number = 1, Run = 1, StartedAt = Now };
            await store.SaveAsync(stored, stored.Callback with { State = CallbackState.Delivered }, [attempt], default);
        }

        List<TableEntity> rows = [];
        await foreach (var row in table.QueryAsync<TableEntity>())
        {
            rows.Add(row);
        }

        Assert.Single(rows.Select(row => row.PartitionKey).Distinct());
        Assert.Equal(["a~", "a~", "a~", "c~", "c~", "c~", "s~", "s~", "s~", "t~"], rows.Select(row => row.RowKey[..2]));
    }

    protected override async Task<ICallbackStore> NewStoreAsync()
    {
        var table = await azurite.NewTableAsync();
        return new TableCallbackStore((_, _) => ValueTask.FromResult(table));
    }
}
