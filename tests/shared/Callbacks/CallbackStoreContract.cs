using WalletFunctions.Shared.Callbacks;
using WalletFunctions.Shared.Identifiers;
using Xunit;

namespace WalletFunctions.Tests.Shared.Callbacks;

/// <summary>What every store of callbacks does.</summary>
public abstract class CallbackStoreContract
{
    private static readonly DateTimeOffset Now = new DateTimeOffset(2026, 7, 1, 10, 0, 0, TimeSpan.Zero).AddTicks(1_234_567);
    private static readonly PartnerId Partner = PartnerId.Parse("p1");
    private static readonly string[] Twelve = [.. Enumerable.Range(0, 12).Select(i => $"evt-{i:00}")];

    protected abstract Task<ICallbackStore> NewStoreAsync();

    [Fact]
    public async Task A_callback_is_read_as_it_was_recorded()
    {
        var store = await NewStoreAsync();
        var full = CallbackSamples.New("evt/with #odd?\\ chars\tand €", Now) with { Body = """{"text":"Ærø € 😀"}""", ContentType = "application/cloudevents+json" };
        var bare = CallbackSamples.New("evt-2", Now, walletId: null);

        var added = await store.AddAsync(full, default);
        await store.AddAsync(bare, default);

        Assert.Equal(full, added.Callback);
        Assert.Equal(added, await store.FindAsync(Partner, full.Id, default));
        Assert.Equal(bare, (await store.FindAsync(Partner, bare.Id, default))!.Callback);
        Assert.Null(await store.FindAsync(Partner, CallbackSamples.Id("never"), default));
        Assert.Null(await store.FindAsync(PartnerId.Parse("p2"), full.Id, default));
    }

    [Fact]
    public async Task The_largest_body_is_kept_whole()
    {
        var store = await NewStoreAsync();
        var callback = CallbackSamples.New("evt-1", Now) with { Body = new string('x', Callback.MaximumBodyBytes) };

        await store.AddAsync(callback, default);

        Assert.Equal(callback.Body, (await store.FindAsync(Partner, callback.Id, default))!.Callback.Body);
    }

    [Fact]
    public async Task Recording_the_same_event_again_changes_nothing_and_gives_the_first()
    {
        var store = await NewStoreAsync();
        var first = await store.AddAsync(CallbackSamples.New("evt-1", Now), default);

        var again = await store.AddAsync(CallbackSamples.New("evt-1", Now.AddHours(1)) with { Body = "other" }, default);

        Assert.Equal(first, again);
        Assert.Single((await ListAsync(store, CallbackState.Pending)).Items);
    }

    [Fact]
    public async Task Recording_an_older_event_of_the_wallet_again_does_not_make_it_the_last()
    {
        var store = await NewStoreAsync();
        var first = await store.AddAsync(CallbackSamples.New("evt-1", Now), default);
        var second = await store.AddAsync(CallbackSamples.New("evt-2", Now), default);

        var again = await store.AddAsync(CallbackSamples.New("evt-1", Now), default);
        var third = await store.AddAsync(CallbackSamples.New("evt-3", Now), default);

        Assert.Equal(first.Callback with { SuccessorId = second.Callback.Id }, again.Callback);
        Assert.Null(again.Callback.PredecessorId);
        Assert.Equal(second.Callback.Id, third.Callback.PredecessorId);
    }

    [Fact]
    public async Task Ten_recordings_at_once_give_one_callback()
    {
        var store = await NewStoreAsync();

        var all = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => store.AddAsync(CallbackSamples.New("evt-1", Now), default)));

        Assert.Single(all.Distinct());
        Assert.Single((await ListAsync(store, CallbackState.Pending)).Items);
    }

    [Fact]
    public async Task A_callback_is_put_behind_the_last_open_one_of_its_wallet_and_endpoint_alone()
    {
        var store = await NewStoreAsync();
        var first = await store.AddAsync(CallbackSamples.New("evt-1", Now), default);
        var otherWallet = await store.AddAsync(CallbackSamples.New("evt-2", Now, "wal_00otherwallet"), default);
        var otherEndpoint = await store.AddAsync(CallbackSamples.New("evt-2", Now, endpointId: "other"), default);
        var otherPartner = await store.AddAsync(CallbackSamples.New("evt-2", Now, partner: "p2"), default);
        var noWallet = await store.AddAsync(CallbackSamples.New("evt-2", Now, walletId: null), default);
        var second = await store.AddAsync(CallbackSamples.New("evt-2", Now), default);
        var third = await store.AddAsync(CallbackSamples.New("evt-3", Now), default);

        Assert.All(
            new[] { first, otherWallet, otherEndpoint, otherPartner, noWallet }, stored => Assert.Null(stored.Callback.PredecessorId));
        Assert.Equal(first.Callback.Id, second.Callback.PredecessorId);
        Assert.Equal(second.Callback.Id, third.Callback.PredecessorId);
        Assert.Equal(second.Callback.Id, (await store.FindAsync(Partner, first.Callback.Id, default))!.Callback.SuccessorId);
        Assert.Equal(third.Callback.Id, (await store.FindAsync(Partner, second.Callback.Id, default))!.Callback.SuccessorId);
    }

    [Fact]
    public async Task A_callback_waits_for_none_that_is_through()
    {
        var store = await NewStoreAsync();
        var first = await store.AddAsync(CallbackSamples.New("evt-1", Now), default);
        await store.SaveAsync(first, first.Callback with { State = CallbackState.Delivered, FinishedAt = Now }, [], default);

        Assert.Null((await store.AddAsync(CallbackSamples.New("evt-2", Now), default)).Callback.PredecessorId);
    }

    [Fact]
    public async Task Recorded_at_once_the_callbacks_of_a_wallet_form_one_chain()
    {
        var store = await NewStoreAsync();

        await Task.WhenAll(Twelve.Select(eventId => store.AddAsync(CallbackSamples.New(eventId, Now), default)));

        var all = await Task.WhenAll(Twelve.Select(async eventId => (await store.FindAsync(Partner, CallbackSamples.Id(eventId), default))!.Callback));
        var next = Assert.Single(all, callback => callback.PredecessorId is null);
        var seen = 1;
        while (next.SuccessorId is { } id)
        {
            Assert.Equal(next.Id, all.Single(callback => callback.Id == id).PredecessorId);
            next = all.Single(callback => callback.Id == id);
            seen++;
        }

        Assert.Equal(Twelve.Length, seen);
    }

    [Fact]
    public async Task A_save_on_an_old_version_writes_nothing()
    {
        var store = await NewStoreAsync();
        var first = await store.AddAsync(CallbackSamples.New("evt-1", Now), default);
        var attempt = Attempt(first.Callback.Id, 1);
        var begun = await store.SaveAsync(first, first.Callback with { State = CallbackState.Delivering, Attempts = 1 }, [attempt], default);

        var stale = await store.SaveAsync(first, first.Callback with { State = CallbackState.Exhausted }, [Attempt(first.Callback.Id, 2)], default);

        Assert.Null(stale);
        Assert.Equal(begun, await store.FindAsync(Partner, first.Callback.Id, default));
        Assert.Equal([attempt], await store.AttemptsAsync(Partner, first.Callback.Id, 0, 10, default));
        Assert.Empty((await ListAsync(store, CallbackState.Exhausted)).Items);
    }

    [Fact]
    public async Task A_save_of_a_callback_never_recorded_writes_nothing()
    {
        var store = await NewStoreAsync();
        var other = await store.AddAsync(CallbackSamples.New("evt-1", Now), default);
        var never = CallbackSamples.New("evt-never", Now);

        Assert.Null(await store.SaveAsync(new StoredCallback(never, other.Version), never with { State = CallbackState.Delivered }, [], default));
        Assert.Empty((await ListAsync(store, CallbackState.Delivered)).Items);
    }

    [Fact]
    public async Task Every_field_of_progress_is_kept_and_cleared()
    {
        var store = await NewStoreAsync();
        var stored = await store.AddAsync(CallbackSamples.New("evt-1", Now), default);
        var moved = stored.Callback with
        {
            State = CallbackState.Exhausted,
            Run = 3,
            FailedInRun = 8,
            InterruptedInRun = 2,
            Attempts = 21,
            IsAttemptOpen = true,
            DueAt = Now.AddHours(3),
            FinishedAt = Now.AddHours(4),
            LastFailure = "status-503",
            ReplayId = "r/1 #",
        };

        var after = await store.SaveAsync(stored, moved, [], default);
        Assert.Equal(moved, (await store.FindAsync(Partner, moved.Id, default))!.Callback);

        var cleared = moved with { State = CallbackState.Pending, FinishedAt = null, LastFailure = null, ReplayId = null };
        await store.SaveAsync(after!, cleared, [], default);
        Assert.Equal(cleared, (await store.FindAsync(Partner, moved.Id, default))!.Callback);
    }

    [Fact]
    public async Task A_callback_is_listed_under_its_state_alone_and_without_its_body()
    {
        var store = await NewStoreAsync();
        var stored = await store.AddAsync(CallbackSamples.New("evt-1", Now), default);
        Assert.Equal(stored.Callback with { Body = "" }, Assert.Single((await ListAsync(store, CallbackState.Pending)).Items));

        foreach (var state in Enum.GetValues<CallbackState>().Reverse())
        {
            stored = (await store.SaveAsync(stored, stored.Callback with { State = state }, [], default))!;

            Assert.All(
                await Task.WhenAll(Enum.GetValues<CallbackState>().Select(async other => (other, page: await ListAsync(store, other)))),
                found => Assert.Equal(found.other == state ? 1 : 0, found.page.Items.Count));
        }
    }

    [Fact]
    public async Task A_list_is_oldest_first_in_pages_over_all_wallets_and_within_the_times()
    {
        var store = await NewStoreAsync();
        foreach (var (eventId, index) in Twelve.Select((eventId, index) => (eventId, index)).Reverse())
        {
            // Two callbacks each at one time, so that the order within one time counts too.
            await store.AddAsync(CallbackSamples.New(eventId, Now.AddMinutes(index / 2), $"wal_00wallet{index:0000}"), default);
        }

        await store.AddAsync(CallbackSamples.New("evt-x", Now, partner: "p10"), default);

        var whole = (await ListAsync(store, CallbackState.Pending)).Items;
        List<Callback> paged = [];
        CallbackCursor? cursor = null;
        do
        {
            var page = await store.ListAsync(Partner, new CallbackQuery(CallbackState.Pending, null, null, 5, cursor), default);
            paged.AddRange(page.Items);
            cursor = CallbackCursor.Find(page.Next?.ToString());
        }
        while (cursor is not null);

        Assert.Equal(Twelve.Length, whole.Count);
        Assert.Equal(whole.OrderBy(callback => callback.CreatedAt), whole);
        Assert.Equal(whole, paged);
        var some = await store.ListAsync(Partner, new CallbackQuery(CallbackState.Pending, Now.AddMinutes(1), Now.AddMinutes(3), 200, null), default);
        Assert.Equal(["evt-02", "evt-03", "evt-04", "evt-05"], some.Items.Select(callback => callback.EventId).Order());
        Assert.Null(some.Next);
    }

    [Fact]
    public async Task Attempts_are_kept_in_order_and_given_in_parts()
    {
        var store = await NewStoreAsync();
        var stored = await store.AddAsync(CallbackSamples.New("evt-1", Now), default);
        var id = stored.Callback.Id;
        var attempts = Enumerable.Range(1, 12).Select(number => Attempt(id, number)).ToList();
        attempts[3] = attempts[3].EndWith(new AttemptOutcome.Answered(503, TimeSpan.FromSeconds(30), 77, true), Now.AddSeconds(1));
        foreach (var attempt in attempts)
        {
            stored = (await store.SaveAsync(stored, stored.Callback with { Attempts = attempt.Number }, [attempt], default))!;
        }

        var ended = attempts[11].EndWith(new AttemptOutcome.NoAnswer(NoAnswerReason.Timeout), Now.AddSeconds(15));
        await store.SaveAsync(stored, stored.Callback, [ended], default);

        Assert.Equal(attempts[..5], await store.AttemptsAsync(Partner, id, 0, 5, default));
        Assert.Equal([.. attempts[5..11], ended], await store.AttemptsAsync(Partner, id, 5, 50, default));
        Assert.Empty(await store.AttemptsAsync(Partner, CallbackSamples.Id("evt-2"), 0, 50, default));
    }

    private static CallbackAttempt Attempt(CallbackId id, int number) =>
        new() { CallbackId = id, Number = number, Run = 1, StartedAt = Now.AddMinutes(number) };

    private static Task<CallbackPage> ListAsync(ICallbackStore store, CallbackState state) =>
        store.ListAsync(Partner, new CallbackQuery(state, null, null, CallbackQuery.MaximumLimit, null), default);
}
