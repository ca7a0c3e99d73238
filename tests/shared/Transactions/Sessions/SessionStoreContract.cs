using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Storage;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Sessions;
using Xunit;

namespace WalletFunctions.Tests.Shared.Transactions.Sessions;

/// <summary>What every store of sessions does.</summary>
public abstract class SessionStoreContract
{
    protected abstract ISessionStore Store { get; }

    [Fact]
    public async Task A_session_is_claimed_once_and_read_as_it_was_written()
    {
        var session = Session("one");
        Assert.NotNull(await Store.ClaimAsync(session, CancellationToken.None));
        Assert.Null(await Store.ClaimAsync(session with { Fingerprint = "another" }, CancellationToken.None));
        var found = (await Store.FindAsync(Orders.Partner, session.Order.Id, CancellationToken.None))!.Value;
        Assert.Equal(("f", session.Order.Legs[0], 1), (found.Fingerprint, found.Order.Legs[0], found.Order.Legs.Count));
        Assert.Equal(session.Request.ToArray(), found.Request.ToArray());
        Assert.Null(await Store.FindAsync(Orders.Partner, TransactionId.Derive(Orders.Partner, "none"), CancellationToken.None));
    }

    [Fact]
    public async Task Thirty_legs_with_all_that_they_may_carry_come_back_as_they_were()
    {
        var session = Session(new string('s', 100));
        var leg = session.Order.Legs[0] with { Type = TransactionType.Payment, Fee = Orders.Usd(5), Reference = new string('参', 140) };
        TransactionOrder[] legs = [.. Enumerable.Range(0, SessionOrder.MaxLegs).Select(place => leg with { Id = TransactionId.Derive(Orders.Partner, $"leg-{place}") })];
        session = session with { Order = session.Order with { Legs = legs }, Request = new byte[64 * 1024] };
        Assert.NotNull(await Store.ClaimAsync(session, CancellationToken.None));
        Assert.Equal(legs, (await Store.FindAsync(Orders.Partner, session.Order.Id, CancellationToken.None))!.Value.Order.Legs);
    }

    [Fact]
    public async Task A_session_is_replaced_by_its_version_only()
    {
        var claimed = (await Store.ClaimAsync(Session("two"), CancellationToken.None))!;
        var answered = claimed with
        {
            Value = claimed.Value with
            {
                Status = TransactionStatus.Declined,
                Refusal = Refusal.For(ReasonCatalog.LegKeyUsed),
                ReversalAttempts = 3,
                Answer = new StoredAnswer(422, "{}"u8.ToArray()),
            },
        };
        Assert.NotNull(await Store.ReplaceAsync(answered, CancellationToken.None));
        Assert.Null(await Store.ReplaceAsync(answered, CancellationToken.None));
        var found = (await Store.FindAsync(Orders.Partner, claimed.Value.Order.Id, CancellationToken.None))!.Value;
        Assert.Equal((TransactionStatus.Declined, "leg-key-used", 3, 422), (found.Status, found.Refusal!.Code, found.ReversalAttempts, found.Answer!.StatusCode));
    }

    [Fact]
    public async Task A_session_is_open_until_it_is_closed()
    {
        var id = (await Store.ClaimAsync(Session("three"), CancellationToken.None))!.Value.Order.Id;
        Assert.Contains(await OpenAsync(id), open => open.Id == id);
        await Store.CloseAsync(Orders.Partner, id, CancellationToken.None);
        await Store.CloseAsync(Orders.Partner, id, CancellationToken.None);
        Assert.DoesNotContain(await OpenAsync(id), open => open.Id == id);
    }

    [Fact]
    public async Task Open_sessions_are_listed_page_by_page()
    {
        var bucket = RowBucket.Of(Session("page-0").Order.Id.Value);
        var sessions = Enumerable.Range(0, 200).Select(number => Session($"page-{number}")).Where(session => RowBucket.Of(session.Order.Id.Value) == bucket).Take(5).ToArray();
        foreach (var session in sessions)
        {
            await Store.ClaimAsync(session, CancellationToken.None);
        }

        var first = await Store.ListOpenAsync(Orders.Partner, bucket, null, 3, CancellationToken.None);
        var rest = await Store.ListOpenAsync(Orders.Partner, bucket, first[^1].Id, 100, CancellationToken.None);
        Assert.Equal(3, first.Count);
        Assert.Subset(first.Concat(rest).Select(open => open.Id).ToHashSet(), sessions.Select(session => session.Order.Id).ToHashSet());
        Assert.Empty(first.Select(open => open.Id).Intersect(rest.Select(open => open.Id)));
    }

    private Task<IReadOnlyList<OpenTransaction>> OpenAsync(TransactionId id) =>
        Store.ListOpenAsync(Orders.Partner, RowBucket.Of(id.Value), null, 100, CancellationToken.None);

    private static Session Session(string name)
    {
        var session = SessionId.Parse(name);
        var id = TransactionId.OfSession(Orders.Partner, session);
        return new Session
        {
            Order = new SessionOrder
            {
                Partner = Orders.Partner,
                Session = session,
                Id = id,
                Legs = [Orders.Transfer() with { Session = id, SessionName = session }],
                TimeZone = "UTC",
                CreatedAt = Orders.Now,
            },
            Fingerprint = "f",
            Request = "{\"a\":1}"u8.ToArray(),
            TraceId = "trace",
            UpdatedAt = Orders.Now,
        };
    }
}
