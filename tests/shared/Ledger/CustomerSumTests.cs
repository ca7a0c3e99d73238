using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Refusals;
using Xunit;
using static WalletFunctions.Tests.Shared.Ledger.LedgerBench;

namespace WalletFunctions.Tests.Shared.Ledger;

public sealed class CustomerSumTests
{
    [Fact]
    public async Task Terms_that_would_count_two_balances_out_of_range_together_are_refused()
    {
        await using var bench = new LedgerBench();
        LimitProfileId counted = bench.Profile("counted", new LimitRule { Customer = LimitSet.None });
        WalletId rich = await bench.OpenAsync("rich", long.MaxValue, customer: "carol", profile: counted);
        await using var other = new LedgerBench(bench.Store, options: new() { Slot = 1 });
        WalletId richer = await other.OpenAsync("richer", 5, customer: "carol");

        LedgerResult<WalletView> changed = await bench.Ledger.ChangeTermsAsync(
            new ChangeWalletTerms { Partner = Partner, Wallet = richer, Tier = Full, LimitProfile = counted, ChangeId = "c1" },
            CancellationToken.None);

        Assert.Equal(new BalanceOverflow(richer, Dollars(long.MaxValue), Dollars(5)), changed.Refusal);
        Assert.Equal(Free, (await bench.WalletAsync(richer)).LimitProfile);
        Assert.Equal(long.MaxValue, (await bench.WalletAsync(rich)).Posted.Minor);
    }
}
