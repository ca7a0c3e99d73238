using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Reconciliation.Breaks;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Outcomes;
using WalletFunctions.Tests.Shared.Ledger;
using Xunit;

namespace WalletFunctions.Tests.Shared.Banking;

/// <summary>The bank's word against crashes between any two steps, and against a saga that decides at the same moment.</summary>
public sealed class BankOutcomesCrashTests
{
    private const int MoreCallsThanThereAre = 8;

    [Theory]
    [InlineData(OutcomeDecision.Proceed, null)]
    [InlineData(OutcomeDecision.Proceed, OutcomeDecision.Rejected)]
    [InlineData(OutcomeDecision.Canceled, null)]
    public async Task A_message_that_comes_again_after_a_crash_ends_as_if_there_had_been_none(OutcomeDecision course, OutcomeDecision? bank)
    {
        var crashes = 0;
        for (var call = 1; call <= MoreCallsThanThereAre; call++)
        {
            foreach (var afterwards in new[] { false, true })
            {
                await using var bench = await new OutcomeBench().WithAsync(TransactionStatus.Processed, course, bank);
                var mortality = new Mortality(call, afterwards);
                try
                {
                    await bench.TellAsync(bench.Told(true, "settled-1"), through: mortality.Wrap);
                }
                catch (ProcessDiedException)
                {
                    crashes++;
                }

                await bench.SettledAsync();
                await AssertEndAsync(bench, course, bank);
            }
        }

        Assert.True(crashes >= 8, $"{crashes} crashes");
    }

    [Fact]
    public async Task Racing_with_a_saga_that_was_answered_otherwise_the_money_is_booked_once_and_never_lost()
    {
        for (var round = 0; round < 100; round++)
        {
            await using var bench = await new OutcomeBench().WithAsync(TransactionStatus.Processed);
            var wallet = await bench.Ledger.OpenAsync("source", 5_000);
            await LedgerBench.AcceptedAsync(bench.Ledger.HoldAsync(wallet, "w", 1_250));
            var told = Enumerable.Range(0, 3).Select(number => Task.Run(() => bench.SettledAsync($"settled-{number}"))).ToArray();
            var saga = Task.Run(() => SagaEndsAsync(bench, OutcomeDecision.Rejected));
            await Task.WhenAll([.. told, saga]);

            var view = await bench.Ledger.WalletAsync(wallet);
            var (suspense, settlement) = await bench.SystemAsync();
            var isSettled = await saga == OutcomeDecision.Settled;

            // Either the wallet paid, or the bank has a receivable and a break: one of both, and never two.
            Assert.Equal(isSettled ? (3_750, 0, 0) : (5_000, -1_250, 0), (view.Posted.Minor, suspense, view.Held.Minor));
            Assert.Equal(-5_000 + 1_250, settlement);
            Assert.Equal(isSettled ? 0 : 1, bench.Breaks.All.Count);
        }
    }

    // What the saga does with the answer that it got: what stands decides, not the answer.
    private static async Task<OutcomeDecision?> SagaEndsAsync(OutcomeBench bench, OutcomeDecision answered)
    {
        var stands = await bench.DecideAsync(OutcomePoint.Bank, answered);
        var wallet = bench.Order.Source!.Value;
        await LedgerBench.AcceptedAsync(bench.Ledger.ReleaseAsync(wallet, "w"));
        if (stands == OutcomeDecision.Settled)
        {
            await LedgerBench.AcceptedAsync(bench.Ledger.PostAsync(
                "w",
                WalletFunctions.Shared.Ledger.Commands.PostingLine.Debit(wallet, bench.Order.Amount),
                WalletFunctions.Shared.Ledger.Commands.PostingLine.Credit(WalletType.Settlement, bench.Order.Amount)));
        }

        await bench.SetStatusAsync(stands == OutcomeDecision.Settled ? TransactionStatus.Settled : TransactionStatus.Declined);
        return stands;
    }

    private static async Task AssertEndAsync(OutcomeBench bench, OutcomeDecision course, OutcomeDecision? bank)
    {
        if (course == OutcomeDecision.Proceed && bank is null)
        {
            Assert.Equal(OutcomeDecision.Settled, (await bench.StandingAsync())!.Decision);
            Assert.True(bench.Waker.Woken > 0);
            Assert.Empty(bench.Breaks.All);
            Assert.Equal((0, 0), await bench.SystemAsync());
            return;
        }

        bench.TheBreak(BreakKind.SettledAfterRelease);
        Assert.Equal((-1_250, 1_250), await bench.SystemAsync());
    }
}
