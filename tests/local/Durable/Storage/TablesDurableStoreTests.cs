using System.Diagnostics;
using System.Globalization;
using Azure.Core;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging.Abstractions;
using WalletFunctions.Local.Host.Durable.Storage;
using WalletFunctions.Local.Host.Storage;
using WalletFunctions.Tests.Local.Storage;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Local.Durable.Storage;

/// <summary>The engine's storage in Azurite.</summary>
public sealed class TablesDurableStoreTests : DurableStoreContract, IClassFixture<AzuriteFixture>
{
    private readonly AzuriteFixture _azurite;
    private readonly string _hub;

    public TablesDurableStoreTests(AzuriteFixture azurite)
    {
        _azurite = azurite;
        _hub = TestHubs.New(azurite);
    }

    protected override Task<IDurableStore> OpenAsync() => Task.FromResult<IDurableStore>(Open());

    private TableClient Log => _azurite.Service.GetTableClient(_hub + "Log");

    private TablesDurableStore Open(UnreliableAnswers? answers = null, TimeProvider? clock = null)
        => new(
            StorageClients.CreateWithoutRetries(
                _azurite.ConnectionString,
                options => options.AddPolicy(answers ?? new UnreliableAnswers(_ => UnreliableAnswers.Fate.Answered), HttpPipelinePosition.PerCall)),
            _hub,
            clock ?? TimeProvider.System,
            NullLoggerFactory.Instance);

    private static async Task<(List<string> Texts, long Next)> ReplayAsync(TablesDurableStore store)
    {
        var texts = new List<string>();
        await store.OwnAsync(default);
        var (_, next) = await store.ReplayAsync(
            record =>
            {
                texts.Add(record.Text);
                return Task.CompletedTask;
            },
            default);
        return (texts, next);
    }

    private static TableEntity Record(long sequence, string owner, string text, bool continues = false)
    {
        var row = new TableEntity("record", sequence.ToString("D19", CultureInfo.InvariantCulture)) { ["Owner"] = owner, ["Continues"] = continues };
        ChunkedText.Write(row, text);
        return row;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Lost_requests_lost_answers_and_a_busy_storage_delay_and_change_nothing(int seed)
    {
        var store = Open(UnreliableAnswers.Seeded(seed));
        var (_, next) = await ReplayAsync(store);
        for (var number = 0; number < 20; number++)
        {
            next = await store.AppendAsync(next, $"{number}\n", default);
        }

        await store.TruncateAsync(next - 10, default);
        await store.DisposeAsync();

        await using var again = Open();
        Assert.Equal(Enumerable.Range(10, 10).Select(number => $"{number}\n"), (await ReplayAsync(again)).Texts);
    }

    [Fact]
    public async Task A_record_of_another_process_stops_this_one()
    {
        await using var store = Open();
        var (_, next) = await ReplayAsync(store);
        await Log.AddEntityAsync(Record(next, "another", "theirs\n"));

        await Assert.ThrowsAsync<StoreLostException>(() => store.AppendAsync(next, "ours\n", default));
    }

    [Fact]
    public async Task A_record_that_was_cut_short_by_a_kill_does_not_count()
    {
        var store = Open();
        var (_, next) = await ReplayAsync(store);
        next = await store.AppendAsync(next, "whole\n", default);
        await store.DisposeAsync();
        await Log.AddEntityAsync(Record(next, "killed", "half", continues: true));

        await using var again = Open();
        var (texts, after) = await ReplayAsync(again);
        Assert.Equal(["whole\n"], texts);
        await again.AppendAsync(after, "next\n", default);
        await again.DisposeAsync();

        await using var last = Open();
        Assert.Equal(["whole\n", "next\n"], (await ReplayAsync(last)).Texts);
    }

    [Fact]
    public async Task A_write_that_a_killed_owner_left_on_its_way_either_counts_or_finds_its_place_taken()
    {
        var store = Open();
        var (_, next) = await ReplayAsync(store);
        await store.DisposeAsync();

        await using var again = Open();
        var (texts, after) = await ReplayAsync(again);
        var late = await Assert.ThrowsAsync<Azure.RequestFailedException>(() => Log.AddEntityAsync(Record(next, "killed", "late\n")));

        Assert.Empty(texts);
        Assert.Equal((409, true), (late.Status, after > next));
    }

    [Fact]
    public async Task A_log_with_a_gap_is_refused()
    {
        var store = Open();
        var (_, next) = await ReplayAsync(store);
        var gap = next;
        next = await store.AppendAsync(next, "lost\n", default);
        await store.AppendAsync(next, "kept\n", default);
        await store.DisposeAsync();
        await Log.DeleteEntityAsync("record", gap.ToString("D19", CultureInfo.InvariantCulture));

        await using var again = Open();
        await Assert.ThrowsAsync<StoreLostException>(() => ReplayAsync(again));
    }

    [Fact]
    public async Task The_owner_of_a_process_that_is_gone_owns_nothing()
    {
        var store = Open();
        await ReplayAsync(store);
        var owner = (await Log.GetEntityAsync<TableEntity>("owner", "owner")).Value;
        await store.DisposeAsync();
        owner["ProcessStartedAt"] = owner.GetInt64("ProcessStartedAt") - TimeSpan.TicksPerDay;
        await Log.AddEntityAsync(owner);

        await using var next = Open();
        await ReplayAsync(next);
    }

    [Fact]
    public async Task The_owner_that_was_killed_owns_nothing_even_if_its_parent_took_no_notice()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        // A shell takes notice of its children's ends; what it becomes, for which the test waits before it kills the child, does not.
        using var parent = Process.Start(new ProcessStartInfo("sh", ["-c", "sleep 600 & echo $!; exec sleep 600"]) { RedirectStandardOutput = true })!;
        try
        {
            var killed = int.Parse((await parent.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
            using var deadline = new CancellationTokenSource(TestPatience.Longest);
            await ReadsAsync($"/proc/{parent.Id}/comm", "sleep", deadline.Token);
            using var zombie = Process.GetProcessById(killed);
            zombie.Kill();
            await ReadsAsync($"/proc/{killed}/stat", ") Z ", deadline.Token);

            var store = Open();
            await ReplayAsync(store);
            var owner = (await Log.GetEntityAsync<TableEntity>("owner", "owner")).Value;
            await store.DisposeAsync();
            owner["ProcessId"] = (long)killed;
            owner["ProcessStartedAt"] = zombie.StartTime.ToUniversalTime().Ticks;
            await Log.AddEntityAsync(owner);

            await using var next = Open();
            await ReplayAsync(next);
        }
        finally
        {
            parent.Kill();
            await parent.WaitForExitAsync();
        }
    }

    private static async Task ReadsAsync(string path, string part, CancellationToken deadline)
    {
        while (!(await File.ReadAllTextAsync(path, deadline)).Contains(part, StringComparison.Ordinal))
        {
            await Task.Delay(5, deadline);
        }
    }

    [Fact]
    public async Task An_owner_on_another_machine_owns_as_long_as_it_renews()
    {
        await using var first = Open();
        await first.OwnAsync(default);
        await first.DisposeAsync();
        var renewedAt = TimeProvider.System.GetUtcNow();
        await Log.AddEntityAsync(new TableEntity("owner", "owner")
        {
            ["Owner"] = "another",
            ["Machine"] = "elsewhere",
            ["ProcessId"] = 1L,
            ["ProcessStartedAt"] = 1L,
            ["RenewedAt"] = renewedAt,
        });

        await using var early = Open();
        await Assert.ThrowsAsync<StoreOwnedException>(() => early.OwnAsync(default));
        var clock = new Harness.ManualClock();
        clock.Advance(renewedAt.AddMinutes(1) - clock.GetUtcNow());
        await using var late = Open(clock: clock);
        await late.OwnAsync(default);
    }

    [Fact]
    public async Task A_replaced_long_document_leaves_no_rows_behind()
    {
        await using var store = Open();
        await ReplayAsync(store);
        StoredInstance Instance(int characters) => new()
        {
            Id = "one",
            Name = "N",
            ExecutionId = "e",
            Status = default,
            CreatedAt = default(DateTimeOffset).AddYears(2000),
            UpdatedAt = default(DateTimeOffset).AddYears(2000),
            Sequence = 1,
            Document = RandomText.Of(seed: characters, characters),
        };
        await store.PutAsync(Shelf.Ended, [Instance(1_000_000)], default);
        await store.PutAsync(Shelf.Ended, [Instance(2_000_000)], default);
        Assert.InRange(await CountAsync(), 3, int.MaxValue);
        await store.PutAsync(Shelf.Ended, [Instance(10)], default);

        Assert.Equal(1, await CountAsync());

        async Task<int> CountAsync() => await _azurite.Service.GetTableClient(_hub + "Ended").QueryAsync<TableEntity>().CountAsync();
    }
}
