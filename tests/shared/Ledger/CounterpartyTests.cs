using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Monetary;
using Xunit;
using static WalletFunctions.Tests.Shared.Ledger.LedgerBench;

namespace WalletFunctions.Tests.Shared.Ledger;

/// <summary>What entries show of the other side: never a wallet that has nothing to do with it.</summary>
public sealed class CounterpartyTests
{
    [Fact]
    public async Task The_reversal_of_a_session_shows_each_leg_its_own_other_side()
    {
        await using var bench = new LedgerBench();
        WalletId alice = await bench.OpenAsync("alice", 100);
        WalletId bob = await bench.OpenAsync("bob");
        WalletId carol = await bench.OpenAsync("carol", 100);
        WalletId dave = await bench.OpenAsync("dave");
        TransactionId second = TransactionNamed("second");
        PostingReceipt session = await AcceptedAsync(bench.PostAsync(
            "session",
            PostingLine.Debit(alice, Dollars(1)),
            PostingLine.Debit(carol, Dollars(2)) with { Transaction = second },
            PostingLine.Credit(bob, Dollars(1)),
            PostingLine.Credit(dave, Dollars(2)) with { Transaction = second }));

        await AcceptedAsync(bench.Ledger.ReverseAsync(
            new ReversePosting { Partition = Zero, Original = session.Id, Transaction = TransactionNamed("back"), BookingDate = Date }, CancellationToken.None));

        Assert.Equal([bob.Value, bob.Value], await CounterpartiesAsync(bench, alice));
        Assert.Equal([alice.Value, alice.Value], await CounterpartiesAsync(bench, bob));
        Assert.Equal([dave.Value, dave.Value], await CounterpartiesAsync(bench, carol));
        Assert.Equal([carol.Value, carol.Value], await CounterpartiesAsync(bench, dave));
    }

    [Fact]
    public async Task The_other_side_is_of_the_same_currency()
    {
        Currency yen = Currency.Parse("JPY");
        await using var bench = new LedgerBench();
        WalletId alice = await bench.OpenAsync("alice", 100);
        WalletId bob = await bench.OpenAsync("bob");
        WalletId yuki = await bench.OpenAsync("yuki", 100, yen);
        WalletId ren = await bench.OpenAsync("ren", 0, yen);

        await AcceptedAsync(bench.PostAsync(
            "both", PostingLine.Debit(alice, Dollars(1)), PostingLine.Debit(yuki, new Money(2, yen)), PostingLine.Credit(bob, Dollars(1)), PostingLine.Credit(ren, new Money(2, yen))));

        Assert.Equal([ren.Value], await CounterpartiesAsync(bench, yuki));
        Assert.Equal([yuki.Value], await CounterpartiesAsync(bench, ren));
    }

    private static async Task<List<string>> CounterpartiesAsync(LedgerBench bench, WalletId wallet)
    {
        EntryPage page = (await bench.Reader.FindEntriesAsync(Partner, wallet, new EntryQuery(), CancellationToken.None))!;
        return [.. page.Items.Select(entry => entry.Counterparty).Where(other => other != "settlement")];
    }
}
