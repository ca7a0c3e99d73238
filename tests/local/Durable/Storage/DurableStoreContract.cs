using Microsoft.DurableTask.Client;
using WalletFunctions.Local.Host.Durable.Storage;
using Xunit;

namespace WalletFunctions.Tests.Local.Durable.Storage;

/// <summary>What the engine relies on, of whatever storage it has.</summary>
public abstract class DurableStoreContract
{
    /// <summary>Opens the test's storage, as the next process would.</summary>
    protected abstract Task<IDurableStore> OpenAsync();

    private static StoredInstance Instance(string id, string document = "{}", long sequence = 1) => new()
    {
        Id = id,
        Name = "Name",
        ExecutionId = "execution",
        Status = OrchestrationRuntimeStatus.Running,
        CreatedAt = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero).AddTicks(1234567),
        UpdatedAt = new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero),
        Sequence = sequence,
        WakeAt = new DateTimeOffset(2026, 3, 3, 12, 0, 0, TimeSpan.Zero),
        IsActive = true,
        Document = document,
    };

    private async Task<(IDurableStore Store, List<LogRecord> Records, long Next)> ReplayAsync()
    {
        var store = await OpenAsync();
        await store.OwnAsync(default);
        var records = new List<LogRecord>();
        var (_, next) = await store.ReplayAsync(
            record =>
            {
                records.Add(record);
                return Task.CompletedTask;
            },
            default);
        return (store, records, next);
    }

    private static async Task<List<string>> IdsAsync(IDurableStore store, Shelf shelf, IdRange range)
    {
        var ids = new List<string>();
        await foreach (var instance in store.ListAsync(shelf, range, withDocuments: false, default))
        {
            Assert.Null(instance.Document);
            ids.Add(instance.Id);
        }

        return ids;
    }

    [Fact]
    public async Task Records_are_read_back_in_order_and_their_numbers_rise()
    {
        var (store, none, next) = await ReplayAsync();
        Assert.Empty(none);
        var texts = new[] { "one\n", "two \u00e9 \U0001F600 \"quoted\"\n", new string('x', 1_500_000), "four\n" };
        var written = new List<long>();
        foreach (var text in texts)
        {
            written.Add(next);
            next = await store.AppendAsync(next, text, default);
        }

        await store.DisposeAsync();

        var (again, records, after) = await ReplayAsync();
        await using (again)
        {
            Assert.Equal(texts, records.Select(record => record.Text));
            Assert.Equal(written, records.Select(record => record.Sequence));
            Assert.True(after >= next);
        }
    }

    [Fact]
    public async Task A_truncated_log_begins_with_the_first_kept_record()
    {
        var (store, _, next) = await ReplayAsync();
        long kept = 0;
        for (var number = 0; number < 250; number++)
        {
            kept = number == 230 ? next : kept;
            next = await store.AppendAsync(next, $"{number}\n", default);
        }

        await store.TruncateAsync(kept, default);
        next = await store.AppendAsync(next, "last\n", default);
        await store.DisposeAsync();

        var (again, records, _) = await ReplayAsync();
        await using (again)
        {
            Assert.Equal([.. Enumerable.Range(230, 20).Select(number => $"{number}\n"), "last\n"], records.Select(record => record.Text));
        }
    }

    [Fact]
    public async Task A_log_that_was_truncated_to_nothing_goes_on_with_the_next_number()
    {
        var (store, _, next) = await ReplayAsync();
        next = await store.AppendAsync(next, "gone\n", default);
        await store.TruncateAsync(next, default);
        await store.DisposeAsync();

        var (again, records, after) = await ReplayAsync();
        await using (again)
        {
            Assert.Empty(records);
            Assert.True(after >= next);
        }
    }

    [Theory]
    [InlineData(Shelf.Open)]
    [InlineData(Shelf.Ended)]
    public async Task An_instance_on_a_shelf_is_found_as_it_was_put(Shelf shelf)
    {
        var (store, _, _) = await ReplayAsync();
        await using (store)
        {
            var put = Instance("it's 100% \"odd\" & long + \u00e9", "{\"a\":\"b\\n\"}", long.MaxValue);
            await store.PutAsync(shelf, [put, Instance("other") with { WakeAt = null, IsActive = false }], default);

            Assert.Equal(put, await store.FindAsync(shelf, put.Id, withDocument: true, default));
            Assert.Equal(put with { Document = null }, await store.FindAsync(shelf, put.Id, withDocument: false, default));
            Assert.Null(await store.FindAsync(shelf, "nobody", withDocument: true, default));
            Assert.Null(await store.FindAsync(shelf == Shelf.Open ? Shelf.Ended : Shelf.Open, put.Id, withDocument: true, default));
        }
    }

    [Fact]
    public async Task Putting_an_instance_again_replaces_it_and_removing_removes_it()
    {
        var (store, _, _) = await ReplayAsync();
        await using (store)
        {
            await store.PutAsync(Shelf.Open, [Instance("one", "first")], default);
            await store.PutAsync(Shelf.Open, [Instance("one", "second") with { WakeAt = null }], default);
            var found = await store.FindAsync(Shelf.Open, "one", withDocument: true, default);
            Assert.Equal(("second", null), (found!.Document, found.WakeAt));

            await store.RemoveAsync(Shelf.Open, ["one", "nobody"], default);
            Assert.Null(await store.FindAsync(Shelf.Open, "one", withDocument: true, default));
        }
    }

    [Fact]
    public async Task A_document_of_any_length_is_kept_also_when_it_is_replaced()
    {
        var (store, _, _) = await ReplayAsync();
        var first = RandomText.Of(seed: 1, 2_000_000);
        var second = string.Concat(RandomText.Of(seed: 2, 250_000).Select(character => $"{character}\u20ac\U0001F600"));
        await store.PutAsync(Shelf.Open, [Instance("long", first), Instance("short")], default);
        Assert.Equal(first, (await store.FindAsync(Shelf.Open, "long", withDocument: true, default))!.Document);

        await store.PutAsync(Shelf.Open, [Instance("long", second)], default);
        await store.DisposeAsync();

        var (again, _, _) = await ReplayAsync();
        await using (again)
        {
            Assert.Equal(second, (await again.FindAsync(Shelf.Open, "long", withDocument: true, default))!.Document);
            await again.PutAsync(Shelf.Open, [Instance("long", "short now")], default);
            Assert.Equal("short now", (await again.FindAsync(Shelf.Open, "long", withDocument: true, default))!.Document);
        }
    }

    [Fact]
    public async Task Listings_are_in_the_order_of_ids_by_prefix_and_from_an_id_on()
    {
        var (store, _, _) = await ReplayAsync();
        await using (store)
        {
            string[] ids = ["a", "a~1", "ab", "b", "b'c", "B", "\u00e9"];
            await store.PutAsync(Shelf.Ended, [.. ids.Select(id => Instance(id))], default);

            Assert.Equal(ids.Order(StringComparer.Ordinal), await IdsAsync(store, Shelf.Ended, IdRange.All));
            Assert.Equal(["a", "ab", "a~1"], await IdsAsync(store, Shelf.Ended, new IdRange("a")));
            Assert.Equal(["ab", "a~1"], await IdsAsync(store, Shelf.Ended, new IdRange("a", "a")));
            Assert.Equal(["b'c"], await IdsAsync(store, Shelf.Ended, new IdRange("b'")));
            Assert.Empty(await IdsAsync(store, Shelf.Open, IdRange.All));
        }
    }

    [Fact]
    public async Task Many_instances_are_put_listed_and_removed()
    {
        var (store, _, _) = await ReplayAsync();
        await using (store)
        {
            var ids = Enumerable.Range(0, 1_100).Select(number => $"{number:D5}").ToList();
            await store.PutAsync(Shelf.Ended, [.. ids.Select(id => Instance(id))], default);

            Assert.Equal(ids, await IdsAsync(store, Shelf.Ended, IdRange.All));
            await store.RemoveAsync(Shelf.Ended, ids[..1_000], default);
            Assert.Equal(ids[1_000..], await IdsAsync(store, Shelf.Ended, IdRange.All));
        }
    }

    [Fact]
    public async Task A_storage_has_one_owner_at_a_time()
    {
        var (first, _, _) = await ReplayAsync();
        var second = await OpenAsync();
        await Assert.ThrowsAsync<StoreOwnedException>(() => second.OwnAsync(default));

        await first.DisposeAsync();
        await second.OwnAsync(default);
        await second.DisposeAsync();
    }
}
