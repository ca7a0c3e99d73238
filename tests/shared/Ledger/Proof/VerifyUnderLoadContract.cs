using WalletFunctions.Shared.Ledger.Proof;
using WalletFunctions.Shared.Ledger.Proof.Heads;
using WalletFunctions.Shared.Ledger.Storage;
using Xunit;
using static WalletFunctions.Tests.Shared.Ledger.LedgerBench;

namespace WalletFunctions.Tests.Shared.Ledger.Proof;

/// <summary>No false alarm while sixteen writers hammer, on every store.</summary>
public abstract class VerifyUnderLoadContract
{
    private const int Rounds = 4;
    private const int MinTransactionsPerRound = 10;

    protected abstract Task<(ILedgerStore One, ILedgerStore Other)> NewStoresAsync();

    [Fact]
    public async Task It_finds_nothing_while_sixteen_writers_do_everything_a_ledger_can_do()
    {
        (ILedgerStore one, ILedgerStore other) = await NewStoresAsync();
        await using LoadedLedger ledger = await LoadedLedger.StartAsync(one, other);
        var heads = new InMemoryDailyHeadStore();
        for (int round = 0; round < Rounds; round++)
        {
            long before = ledger.Done;
            if (round == 1)
            {
                Assert.IsType<HeadOutcome.Made>(await new DailyHeadSigner(one, heads, Keys, TimeProvider.System).SignAsync(Zero, CancellationToken.None));
            }

            // Few wallets at a time in every other round: each reads the postings again, later.
            var options = new ProofOptions { WalletsPerPass = round % 2 == 0 ? 5 : 20_000 };
            var verifier = new LedgerVerifier(one, heads, ledger, Keys, TimeProvider.System, options);
            VerifyReport report;
            do
            {
                report = await verifier.VerifyAsync(new ProofScope.Whole(Partner, 2), watermarks: null, progress: null, CancellationToken.None);
                Assert.Equal(string.Empty, string.Join('\n', report.Findings));
            }
            while (ledger.Done - before < MinTransactionsPerRound || report.Counts is not { Entries: > 0, Postings: > 0, Holds: > 0, Controls: > 0, Customers: > 0 });
        }

        await ledger.StopAsync();
        VerifyReport last = await new LedgerVerifier(one, heads, EveryTransaction.IsFinished, Keys, TimeProvider.System)
            .VerifyAsync(new ProofScope.Whole(Partner, 2), watermarks: null, progress: null, CancellationToken.None);
        Assert.Equal(string.Empty, string.Join('\n', last.Findings));
        Assert.Empty(last.Unsettled);
    }
}
