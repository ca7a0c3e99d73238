using WalletFunctions.Local.Sandbox.Fintech.Bank;
using WalletFunctions.Local.Sandbox.Fintech.Mirror;
using Xunit;

namespace WalletFunctions.Tests.Local.Sandbox.Fintech;

public sealed class MirrorLedgerTests
{
    private readonly MirrorLedger _ledger = new();

    [Fact]
    public void The_recipe_gives_the_published_vector()
    {
        var entry = new MirrorEntry
        {
            WalletId = "wal_07abcdefghij234567klmn",
            Sequence = 1,
            TransactionId = "txn_aaaaaaaaaabbbbbbbbbbcccccc",
            PostingId = "txn_aaaaaaaaaabbbbbbbbbbcccccc.post",
            DeltaMinor = 125_000,
            Currency = "USD",
            BookingDate = "2026-11-20",
            Time = "2026-11-20T08:30:00.123Z",
            ToldBalanceMinor = 125_000,
            BalanceAfterMinor = 125_000,
        };
        Assert.Equal("P-SUd3WumxPqEfOV3SpS9Qb9Mujj1slyTbRF-MUe5Rg", MirrorRecipe.HashOf(entry, "settlement", string.Empty));
    }

    [Fact]
    public void What_is_held_moves_nothing_until_it_is_committed_and_nothing_when_it_is_taken_back()
    {
        Assert.True(_ledger.Hold("a", [new MirrorLine("w", 100, "USD")]));
        Assert.False(_ledger.Hold("a", [new MirrorLine("w", 100, "USD")]));
        _ledger.Hold("b", [new MirrorLine("w", 7, "USD")]);
        _ledger.Open("w", "USD");
        Assert.Equal((0, 0), Standing());

        _ledger.Commit("a", Document("t1", Entry("t1", 1, 100, 100)));
        _ledger.Reverse("b", "t2");

        Assert.Equal((1, 100), Standing());
        Assert.Equal((ProvisionalState.Committed, ProvisionalState.Reversed), (_ledger.Find("a")!.State, _ledger.FindByTransaction("t2")!.State));
        Assert.Empty(_ledger.Faults);
        Assert.Equal(0, _ledger.TrialBalanceMinor("USD"));
    }

    [Fact]
    public void Entries_count_in_their_order_whatever_order_they_come_in()
    {
        _ledger.BookAnyway(Document("t3", Entry("t3", 3, -20, 90)));
        _ledger.BookAnyway(Document("t2", Entry("t2", 2, 10, 110)));
        Assert.Equal((0, 0), Standing());
        _ledger.BookAnyway(Document("t1", Entry("t1", 1, 100, 100)));
        _ledger.BookAnyway(Document("t2", Entry("t2", 2, 10, 110)));

        Assert.Equal((3, 90), Standing());
        Assert.Empty(_ledger.Faults);
    }

    [Fact]
    public void A_balance_that_does_not_add_up_a_changed_entry_and_another_amount_than_asked_for_are_named()
    {
        _ledger.Hold("a", [new MirrorLine("w", 100, "USD")]);
        _ledger.Commit("a", Document("t1", Entry("t1", 1, 101, 101)));
        _ledger.BookAnyway(Document("t2", Entry("t2", 2, 10, 999)));
        _ledger.BookAnyway(Document("t1", Entry("t1", 1, 7, 7)));

        Assert.Collection(
            _ledger.Faults,
            fault => Assert.Contains("was to move 100, the bank posted 101", fault, StringComparison.Ordinal),
            fault => Assert.Contains("after entry 2 the mirror has 111, the bank says 999", fault, StringComparison.Ordinal),
            fault => Assert.Contains("entry 1 is 101 by t1.post, then 7 by t1.post", fault, StringComparison.Ordinal));
    }

    private (long Sequence, long Balance) Standing() => Assert.Single(_ledger.Wallets) is var wallet ? (wallet.Sequence, wallet.BalanceMinor) : default;

    private static TransactionDocument Document(string transactionId, params MirrorEntry[] entries) => new(transactionId, null, "settled", false, entries);

    private static MirrorEntry Entry(string transactionId, long sequence, long delta, long balance) => new()
    {
        WalletId = "w",
        Sequence = sequence,
        TransactionId = transactionId,
        PostingId = transactionId + ".post",
        DeltaMinor = delta,
        Currency = "USD",
        BookingDate = "2026-11-20",
        Time = "2026-11-20T08:30:00.000Z",
        ToldBalanceMinor = balance,
    };
}
