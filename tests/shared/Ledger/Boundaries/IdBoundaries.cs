using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Storage;
using WalletFunctions.Shared.Monetary;
using Xunit;
using static WalletFunctions.Tests.Shared.Ledger.LedgerBench;

namespace WalletFunctions.Tests.Shared.Ledger.Boundaries;

/// <summary>Ids with every character that they may have, as long as they may be, and alike but for one, on every store.</summary>
public abstract class IdBoundaries
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const string All = Letters + "0123456789._:-";

    protected abstract Task<ILedgerStore> NewStoreAsync();

    [Fact]
    public async Task Ids_hold_every_allowed_character_and_the_greatest_length()
    {
        await using var bench = new LedgerBench(await NewStoreAsync());
        string longest = (All + All)[..100];
        var partner = PartnerId.Parse("abcdefghijklmnopqrstuvwxyz0123456789-zz-");
        WalletId wallet = WalletId.Parse("wal_99abcdefghijklmnopqrstuvwxyz012345");
        var transaction = TransactionId.Parse("txn_6789abcdefghijklmnopqrstuvwxyz01");
        var partition = new LedgerPartition(partner, 99);
        var hold = new PlaceHold { Partner = partner, Wallet = wallet, Id = HoldId.Parse(longest), Transaction = transaction, Amount = Dollars(4), Kind = HoldKind.Outgoing };
        var deposit = new PostLines
        {
            Partition = partition,
            Id = PostingId.Parse(longest),
            Transaction = transaction,
            BookingDate = DateOnly.MaxValue,
            Lines = [PostingLine.Debit(WalletType.Settlement, Dollars(10)), PostingLine.Credit(wallet, Dollars(10))],
        };

        await AcceptedAsync(bench.Ledger.OpenWalletAsync(
            new OpenWallet
            {
                Partner = partner,
                Wallet = wallet,
                Type = WalletType.Customer,
                Currency = Usd,
                Customer = CustomerId.Parse(longest),
                Tier = KycTier.Parse("a-z-0-9-abcdefghijkl"),
                LimitProfile = bench.Profile("a-0123456789-abcdefghijklmnopqrstuvwxyz-", new LimitRule { Customer = LimitSet.None }),
            },
            CancellationToken.None));
        await AcceptedAsync(bench.Ledger.PostAsync(deposit, CancellationToken.None));
        await AcceptedAsync(bench.Ledger.HoldAsync(hold, CancellationToken.None));
        await AcceptedAsync(bench.Ledger.ChangeStatusAsync(
            new ChangeWalletStatus { Partner = partner, Wallet = wallet, Side = StatusSide.Bank, Status = WalletStatus.Suspended, ChangeId = longest, Reason = new string('"', 200) },
            CancellationToken.None));

        Assert.True((await bench.Ledger.PostAsync(deposit, CancellationToken.None)).Replayed);
        Assert.True((await bench.Ledger.HoldAsync(hold, CancellationToken.None)).Replayed);
        WalletView view = (await bench.Reader.FindWalletAsync(partner, wallet, CancellationToken.None))!;
        Assert.Equal((CustomerId.Parse(longest), 10L, 4L, WalletStatus.Suspended), (view.Customer!.Value, view.Posted.Minor, view.Held.Minor, view.Status));
        Assert.Equal(deposit.Id, (await bench.Reader.FindPostingAsync(partition, deposit.Id, CancellationToken.None))!.Posted!.Id);
        Assert.Equal(hold.Id, (await bench.Reader.FindHoldAsync(partner, wallet, hold.Id, CancellationToken.None))!.Id);
        EntryPage page = (await bench.Reader.FindEntriesAsync(partner, wallet, new EntryQuery(), CancellationToken.None))!;
        Assert.Equal((deposit.Id, transaction, DateOnly.MaxValue), (page.Items[0].Posting, page.Items[0].Transaction, page.Items[0].BookingDate));
    }

    [Fact]
    public async Task Ids_that_differ_in_one_character_or_in_case_are_different()
    {
        await using var bench = new LedgerBench(await NewStoreAsync());
        WalletId alice = await bench.OpenAsync("alice", 10_000);
        string[] ids = [.. All.Select(character => $"id{character}"), "id", "i", "id..", "ID"];

        foreach (string id in ids)
        {
            PostLines post = Posting("t", PostingLine.Debit(alice, Dollars(1)), PostingLine.Credit(WalletType.Settlement, Dollars(1))) with { Id = PostingId.Parse(id) };
            Assert.False((await bench.Ledger.PostAsync(post, CancellationToken.None)).Replayed);
            Assert.False((await bench.Ledger.HoldAsync(Hold(alice, "t", 1) with { Id = HoldId.Parse(id) }, CancellationToken.None)).Replayed);
            Assert.False((await bench.SetStatusAsync(alice, WalletStatus.Active, id)).Replayed);
        }

        WalletView view = await bench.WalletAsync(alice);
        Assert.Equal((10_000L - ids.Length, (long)ids.Length, ids.Length), (view.Posted.Minor, view.Held.Minor, view.StatusVersion));
    }

    [Fact]
    public async Task A_wallet_whose_id_begins_like_another_s_has_its_own_entries_and_holds()
    {
        await using var bench = new LedgerBench(await NewStoreAsync());
        WalletId[] alike = [WalletId.Parse("wal_00aaaaaaaaaa"), WalletId.Parse("wal_00aaaaaaaaaaa"), WalletId.Parse("wal_00aaaaaaaaaa0"), WalletId.Parse("wal_00aaaaaaaaab")];
        var open = new OpenWallet { Partner = Partner, Wallet = alike[0], Type = WalletType.Operational, Currency = Usd, Tier = Full, LimitProfile = Free };
        foreach (WalletId wallet in alike)
        {
            await AcceptedAsync(bench.Ledger.OpenWalletAsync(open with { Wallet = wallet }, CancellationToken.None));
        }

        for (int i = 0; i < alike.Length; i++)
        {
            await AcceptedAsync(bench.PostAsync($"p{i}", PostingLine.Debit(WalletType.Settlement, Dollars(i + 1)), PostingLine.Credit(alike[i], Dollars(i + 1))));
            await AcceptedAsync(bench.HoldAsync(alike[i], "h", i + 1));
        }

        for (int i = 0; i < alike.Length; i++)
        {
            EntryPage page = (await bench.Reader.FindEntriesAsync(Partner, alike[i], new EntryQuery(), CancellationToken.None))!;
            Assert.Equal([i + 1L], page.Items.Select(entry => entry.BalanceAfter.Minor));
            BalanceView balance = (await bench.Reader.FindBalanceAsync(Partner, alike[i], DateTimeOffset.MaxValue, CancellationToken.None))!;
            Assert.Equal(new Money(i + 1, Usd), balance.Held);
        }
    }
}
