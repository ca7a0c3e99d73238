using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Storage;
using WalletFunctions.Shared.Wallets.Opening;
using WalletFunctions.Tests.Shared.Transactions;
using WalletFunctions.Tests.Testing.Faults;
using Xunit;

namespace WalletFunctions.Tests.Functions.Wallets;

/// <summary>
/// The process dies at each call that an act makes to ledger, bank and rows in turn: before the call acted, and after. What was sent is sent again or never; the sweeper runs. The end is that
/// of an act that was not disturbed, or (where it was never sent again) of one that was never begun.
/// </summary>
public sealed class WalletCrashTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly WalletId Wallet = WalletId.Derive(Orders.Partner, "wallet", 0);

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public Task An_opening_ends_open_with_one_account_or_was_never_registered(bool afterItActed, bool isSentAgain) => DieEverywhereAsync(
        afterItActed,
        isSentAgain,
        _ => Task.CompletedTask,
        bench => bench.AskAsync(WalletBench.Request("wallet", "customer")),
        async bench =>
        {
            if (await bench.Registry.FindAsync(Orders.Partner, Wallet, None) is null)
            {
                Assert.False(isSentAgain);
                Assert.Null(await bench.Reader.FindWalletAsync(Orders.Partner, Wallet, None));
                return;
            }

            Assert.Equal((WalletStatus.Active, "full"), ((await bench.WalletAsync(Wallet)).Status, (await bench.WalletAsync(Wallet)).Tier!.Value.Value));
            Assert.IsType<OpeningOutcome.Confirmed>(await bench.Openings.FindOutcomeAsync(Orders.Partner, Wallet, None));
            Assert.Equal([Wallet], await bench.People.ListWalletsAsync(Orders.Partner, CustomerId.Parse("customer"), None));
            Assert.Empty(await bench.Openings.ListUnfinishedAsync(Orders.Partner, RowBucket.Of(Wallet.Value[6..]), 10, None));
            Assert.Single(bench.Bank.Openings.Select(opening => opening.Wallet).Distinct());
        });

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public Task The_partners_change_is_made_and_told_to_the_bank_once_or_was_never_begun(bool afterItActed, bool isSentAgain)
    {
        var version = 0;
        return DieEverywhereAsync(
            afterItActed,
            isSentAgain,
            async bench =>
            {
                await bench.OpenAsync();
                version = (await bench.WalletAsync(Wallet)).StatusVersion;
            },
            async bench =>
            {
                await bench.PutAsync(Wallet, WalletStatus.Blocked, version);
                await bench.TellStartedAsync();
            },
            async bench =>
            {
                var stands = await bench.WalletAsync(Wallet);
                var isMade = stands.StatusVersion == version + 1;
                Assert.True(isMade || (!isSentAgain && stands.StatusVersion == version));
                Assert.Equal(isMade ? WalletStatus.Blocked : WalletStatus.Active, stands.PartnerStatus);
                Assert.Equal(isMade ? [(version + 1L, WalletStatus.Blocked)] : [], bench.Bank.Notices.Select(notice => (notice.Version, notice.Status)).Distinct());
                Assert.All(bench.Changes.All, change => Assert.NotNull(change.Receipt));
                Assert.Empty(bench.ToldPartner(Wallet));
            });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task The_banks_change_is_made_once_and_told_to_the_partner_once(bool afterItActed)
    {
        BankEvent? blocked = null;
        return DieEverywhereAsync(
            afterItActed,
            isSentAgain: true,
            async bench =>
            {
                await bench.OpenAsync();
                blocked = bench.StatusEvent(Wallet, BankEventType.WalletBlocked, 1);
            },
            bench => bench.ReceiveAsync(blocked!),
            async bench =>
            {
                var stands = await bench.WalletAsync(Wallet);
                Assert.Equal(WalletStatus.Blocked, stands.BankStatus);
                Assert.Equal($"{stands.StatusVersion}", Assert.Single(bench.ToldPartner(Wallet).Distinct()));
                Assert.All(bench.Changes.All, change => Assert.NotNull(change.Receipt));
                Assert.Empty(bench.Bank.Notices);
            });
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public Task The_banks_word_on_a_customer_reaches_every_wallet_or_none(bool afterItActed, bool isSentAgain)
    {
        BankEvent? word = null;
        return DieEverywhereAsync(
            afterItActed,
            isSentAgain,
            async bench =>
            {
                await bench.OpenAsync();
                await bench.OpenAsync("second");
                word = bench.KycEvent("customer", "plus", 1);
            },
            bench => bench.ReceiveAsync(word!),
            async bench =>
            {
                var customer = (await bench.People.FindAsync(Orders.Partner, CustomerId.Parse("customer"), None))!.Value;
                Assert.True(customer.BankVersion == 1 || !isSentAgain);
                foreach (var wallet in await bench.People.ListWalletsAsync(Orders.Partner, customer.Id, None))
                {
                    Assert.Equal(customer.Tier, (await bench.WalletAsync(wallet)).Tier);
                }

                Assert.Null(await bench.People.FindOpenTierAsync(Orders.Partner, customer.Id, None));
            });
    }

    private static async Task DieEverywhereAsync(
        bool afterItActed, bool isSentAgain, Func<WalletBench, Task> prepare, Func<WalletBench, Task> act, Func<WalletBench, Task> check)
    {
        for (var at = 1; ; at++)
        {
            var dying = new Dying { AfterItActed = afterItActed };
            await using var bench = new WalletBench(dying: dying);
            await prepare(bench);
            var before = dying.Calls;
            dying.At = before + at;
            try
            {
                await act(bench);
            }
            catch (Exception) when (dying.Died is not null)
            {
                // What the process did so far is what the next one finds.
            }

            dying.At = 0;
            if (isSentAgain)
            {
                await act(bench);
            }

            await bench.SweepAsync();
            await check(bench);
            if (dying.Died is null)
            {
                Assert.True(at > 5, "The act makes more calls than that.");
                return;
            }
        }
    }
}
