using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Plans;
using WalletFunctions.Shared.Ledger.Proof;
using WalletFunctions.Shared.Ledger.Rows;
using Xunit;
using static WalletFunctions.Tests.Shared.Ledger.LedgerBench;

namespace WalletFunctions.Tests.Shared.Ledger.Proof;

public sealed class TransitTests
{
    [Fact]
    public async Task Money_of_an_unfinished_transaction_may_stand_in_transit()
    {
        await using ProvenLedger ledger = await ProvenLedger.NewAsync();
        await SendHalfAsync(ledger);
        ledger.Unfinished = EveryTransaction.IsUnfinished;

        VerifyReport report = await ledger.VerifyAsync();

        Assert.Equal((true, 1), (report.IsClean, (int)report.Counts.OpenTransits));
    }

    [Fact]
    public async Task Money_of_a_finished_transaction_in_transit_is_named()
    {
        await using ProvenLedger ledger = await ProvenLedger.NewAsync();
        await SendHalfAsync(ledger);

        Finding found = Assert.Single((await ledger.VerifyAsync()).Findings);

        Assert.Equal((FindingKind.TransitNotZero, RowKeys.Entry(Stripes.Of(Zero, WalletType.Transit, Usd, 0), 2)), (found.Kind, found.RowKey));
        Assert.Contains(TransactionNamed("half").Value, found.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transaction_that_finished_while_it_was_looked_at_is_summed_up_again()
    {
        await using ProvenLedger ledger = await ProvenLedger.NewAsync();
        LedgerPlan plan = await SendHalfAsync(ledger);
        var finishing = new Finishing(() => ledger.Bench.Ledger.PostAsync(plan.Postings[1], CancellationToken.None));
        ledger.Unfinished = finishing;

        await ledger.AssertCleanAsync();

        Assert.Equal(TransactionNamed("half"), Assert.Single(finishing.Asked));
    }

    private static async Task<LedgerPlan> SendHalfAsync(ProvenLedger ledger)
    {
        LedgerPlan plan = LedgerPlans.Transfer(
            Partner, Date, new Leg { Transaction = TransactionNamed("half"), Source = ledger.AliceToo, Destination = LineWallet.Of(ledger.Carol), Amount = Dollars(11) });
        foreach (PlaceHold hold in plan.Reservations)
        {
            await AcceptedAsync(ledger.Bench.Ledger.HoldAsync(hold, CancellationToken.None));
        }

        await AcceptedAsync(ledger.Bench.Ledger.PostAsync(plan.Postings[0], CancellationToken.None));
        return plan;
    }

    /// <summary>Finishes a transaction just before it says that it is finished.</summary>
    private sealed class Finishing(Func<Task> finish) : IUnfinishedTransactions
    {
        public List<TransactionId> Asked { get; } = [];

        public async Task<bool> IsUnfinishedAsync(PartnerId partner, TransactionId transaction, CancellationToken cancellationToken)
        {
            Asked.Add(transaction);
            await finish();
            return false;
        }
    }
}
