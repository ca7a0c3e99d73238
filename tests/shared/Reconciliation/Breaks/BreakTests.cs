using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Reconciliation.Breaks;
using WalletFunctions.Tests.Shared.Transactions;
using WalletFunctions.Tests.Testing.Alerts;
using WalletFunctions.Tests.Testing.Reconciliation;
using Xunit;

namespace WalletFunctions.Tests.Shared.Reconciliation.Breaks;

public sealed class BreakTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public void The_same_difference_is_the_same_break()
    {
        var id = BreakId.Of(Orders.Partner, BreakKind.SettledAfterRelease, "txn");
        Assert.Equal(id, BreakId.Of(Orders.Partner, BreakKind.SettledAfterRelease, "txn"));
        Assert.NotEqual(id, BreakId.Of(Orders.Partner, BreakKind.RejectedAfterSettlement, "txn"));
        Assert.NotEqual(id, BreakId.Of(PartnerId.Parse("other"), BreakKind.SettledAfterRelease, "txn"));
        Assert.True(BreakId.TryParse(id.Value, out var read));
        Assert.Equal(id, read);
        Assert.False(BreakId.TryParse(id.Value[..^1], out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("-brk_a2b3c4d5e6f7g2h3i4j5k6l7m2")]
    [InlineData("x-brk_a2b3c4d5e6f7g2h3i4j5k6l7m2")]
    [InlineData("99999999999999999999-brk_a2b3c4d5e6f7g2h3i4j5k6l7m2")]
    [InlineData("3155378975999999999999-brk_a2b3c4d5e6f7g2h3i4j5k6l7m2")]
    [InlineData("1-brk_")]
    public void What_is_no_cursor_is_none(string text) => Assert.Null(BreakCursor.Find(text));

    [Fact]
    public void Every_move_is_kept_and_no_other_than_the_tables_is_made()
    {
        foreach (var from in Enum.GetValues<BreakState>())
        {
            foreach (var to in Enum.GetValues<BreakState>())
            {
                var moved = BreakLifecycle.Move(Samples.Break("a") with { State = from }, to, "alice", "because", Orders.Now);
                if (BreakLifecycle.From(from).Contains(to))
                {
                    var value = Assert.IsType<Result<Break>.Accepted>(moved).Value;
                    Assert.Equal((to, new BreakMove(Orders.Now, "alice", from, to, "because")), (value.State, Assert.Single(value.Moves)));
                }
                else
                {
                    Assert.Equal("illegal-transition", Assert.IsType<Result<Break>.Refused>(moved).Refusal.Code);
                }
            }
        }
    }

    [Fact]
    public void The_moves_of_a_break_have_a_limit()
    {
        var found = Samples.Break("a") with { State = BreakState.Assigned };
        for (var move = 0; move < Break.MaxMoves; move++)
        {
            found = Assert.IsType<Result<Break>.Accepted>(BreakLifecycle.Move(found, BreakState.Assigned, "alice", "still", Orders.Now)).Value;
        }

        Assert.IsType<Result<Break>.Refused>(BreakLifecycle.Move(found, BreakState.Resolved, "alice", "done", Orders.Now));
    }

    [Fact]
    public async Task A_person_is_called_once_for_a_break_and_again_if_the_first_call_may_have_been_lost()
    {
        var inner = new InMemoryBreakStore();
        var alerts = new RecordingAlerts();
        var store = new AlertingBreakStore(inner, alerts, TimeProvider.System);
        Assert.True(await store.OpenAsync(Samples.Break("a"), None));
        Assert.False(await store.OpenAsync(Samples.Break("a"), None));
        var alert = Assert.Single(alerts.Raised);
        Assert.Equal(("break.opened", Samples.Break("a").Id.Value), (alert.Kind, alert.Subject));

        // The process died between row and alert.
        await inner.OpenAsync(Samples.Break("b"), None);
        Assert.False(await store.OpenAsync(Samples.Break("b"), None));
        Assert.Equal(2, alerts.Raised.Count);
        Assert.All(inner.All, found => Assert.NotNull(found.AlertedAt));
    }
}
