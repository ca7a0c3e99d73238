using WalletFunctions.Shared.Banking;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reconciliation.Breaks;
using WalletFunctions.Shared.Reconciliation.Breaks.Clearing;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Outcomes;
using WalletFunctions.Tests.Shared.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Shared.Banking;

/// <summary>Money that comes back and had gone out for a transaction that ended without effect here.</summary>
public sealed class TakenBackTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_comes_back_leaves_suspense_once_whether_the_settlement_was_told_before_or_not(bool isTold)
    {
        await using var bench = await FailedAsync();
        if (isTold)
        {
            await bench.SettledAsync();
        }

        Assert.Equal(bench.Order.Id, await bench.FindUnchargedAsync());
        await bench.TakeBackAsync();
        await bench.TakeBackAsync();
        Assert.Equal((0, 0), await bench.SystemAsync());
        var found = bench.TheBreak(BreakKind.SettledAfterRelease);
        Assert.Equal((BreakState.Resolved, "bank"), (found.State, Assert.Single(found.Moves).By));

        // Told at last, it changes nothing.
        Assert.Equal(BankReport.NothingNew, await bench.SettledAsync());
        Assert.Equal((0, 0), await bench.SystemAsync());
    }

    [Theory]
    [InlineData(TransactionStatus.Processed)]
    [InlineData(TransactionStatus.Settled)]
    public async Task What_a_wallet_has_paid_or_may_pay_yet_is_the_partners_matter(TransactionStatus status)
    {
        await using var bench = await new OutcomeBench().WithAsync(status);
        Assert.Null(await bench.FindUnchargedAsync());
        await using var collection = await new OutcomeBench(OutcomeBench.Collection()).WithAsync(TransactionStatus.Failed);
        Assert.Null(await collection.FindUnchargedAsync());
        await using var unknown = new OutcomeBench();
        Assert.Null(await unknown.FindUnchargedAsync());
    }

    [Fact]
    public async Task Once_the_partner_is_asked_for_it_it_is_the_partners_matter()
    {
        await using var bench = await FailedAsync();
        await bench.SettledAsync();
        var found = (await bench.Breaks.FindAsync(bench.Order.Partner, bench.TheBreak(BreakKind.SettledAfterRelease).Id, CancellationToken.None))!;
        var proposed = ClearingMoves.Propose(found.Value, ClearingKind.PartnerAsked, OperatorId.Parse("anna"), "why", Orders.Now).Match(value => value, _ => null!);
        found = (await bench.Breaks.ReplaceAsync(found with { Value = proposed }, CancellationToken.None))!;
        Assert.NotNull(await bench.FindUnchargedAsync());
        var approved = ClearingMoves.Approve(found.Value, ClearingKind.PartnerAsked, OperatorId.Parse("bert"), Orders.Now).Match(value => value, _ => null!);
        await bench.Breaks.ReplaceAsync(found with { Value = approved }, CancellationToken.None);
        Assert.Null(await bench.FindUnchargedAsync());

        // One that was received a moment before is for a person.
        Assert.Equal(BankReport.Broken, await bench.TakeBackAsync());
        Assert.Equal((-1_250, 1_250), await bench.SystemAsync());
        Assert.Contains(bench.Breaks.All, other => other.Kind == BreakKind.BankOutcomeMismatch);
    }

    [Fact]
    public async Task A_part_or_another_wallets_money_is_booked_nowhere_and_opens_a_break()
    {
        await using var bench = await FailedAsync();
        Assert.Equal(BankReport.Broken, await bench.TakeBackAsync(bench.Told(true, "part") with { Amount = Orders.Usd(1) }));
        Assert.Equal(BankReport.Broken, await bench.TakeBackAsync(bench.Told(true, "other") with { Wallet = Orders.Bob }));
        Assert.All(bench.Breaks.All, found => Assert.Equal(BreakKind.BankOutcomeMismatch, found.Kind));
        Assert.Equal((0, 0), await bench.SystemAsync());
    }

    [Fact]
    public async Task A_message_that_comes_again_after_a_crash_ends_as_if_there_had_been_none()
    {
        var crashes = 0;
        for (var call = 1; call <= 9; call++)
        {
            foreach (var afterwards in new[] { false, true })
            {
                await using var bench = await FailedAsync();
                try
                {
                    await bench.TakeBackAsync(through: new Mortality(call, afterwards).Wrap);
                }
                catch (ProcessDiedException)
                {
                    crashes++;
                }

                await bench.TakeBackAsync();
                Assert.Equal((0, 0), await bench.SystemAsync());
                Assert.Equal(BreakState.Resolved, bench.TheBreak(BreakKind.SettledAfterRelease).State);
            }
        }

        Assert.True(crashes >= 10, $"{crashes} crashes");
    }

    private static Task<OutcomeBench> FailedAsync() => new OutcomeBench().WithAsync(TransactionStatus.Failed, bank: OutcomeDecision.Rejected);
}
