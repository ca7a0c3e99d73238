using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Lifecycle;
using WalletFunctions.Shared.Transactions.Saga;
using WalletFunctions.Tests.Shared.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Functions.Transactions.Chaos;

/// <summary>What holds once every transaction of a scenario has ended, whatever happened on the way.</summary>
internal static class ChaosChecks
{
    private const int LedgerPartitions = 8;

    public static async Task CheckAsync(ChaosRun run)
    {
        var bench = run.Bench;
        var ended = new List<Transaction>();
        foreach (var transaction in run.Transactions)
        {
            ended.Add((await bench.Store.FindAsync(Orders.Partner, transaction.Order.Id, CancellationToken.None))!.Value);
            await CheckEndAsync(run, ended[^1]);
        }

        await CheckWalletsAsync(run, ended);
        await CheckSystemWalletsAsync(run);
        Assert.Equal(0, await bench.OpenCountAsync());
        foreach (var bankEvent in ended.Where(transaction => transaction.Order.BankEvent is not null).GroupBy(transaction => transaction.Order.BankEvent!.Value))
        {
            var stands = (await bench.BankEvents.FindAsync(Orders.Partner, bankEvent.Key, CancellationToken.None))!.Value;
            var consumer = bankEvent.SingleOrDefault(transaction => transaction.Status == TransactionStatus.Settled || transaction.ReversedBy is not null);
            Assert.Equal(consumer is null ? BankEventState.Open : BankEventState.Fulfilled, stands.State);
            Assert.True(consumer is null || stands.Transaction == consumer.Order.Id, "An event is consumed by another transaction than says so.");
        }

        // A fact that is told again is told in the same words.
        Assert.All(bench.Bus.Sent.GroupBy(message => message.MessageId), fact => Assert.Single(fact.Select(message => message.Body.ToString()).Distinct()));

        // One id for one fact, and one end for one transaction.
        var ends = bench.Bus.Sent.Select(message => message.MessageId).Where(id => !id.Contains("wal_", StringComparison.Ordinal)).Distinct().ToArray();
        Assert.All(ended, transaction => Assert.Equal(
            transaction.ReversedBy is null ? 1 : 2, ends.Count(id => id.StartsWith($"{transaction.Order.Id}.", StringComparison.Ordinal))));
    }

    private static async Task CheckEndAsync(ChaosRun run, Transaction transaction)
    {
        Assert.NotNull(transaction.Answer);
        Assert.True(transaction.Status.IsFinal(), $"{transaction.Order.Id} is {transaction.Status}.");
        Assert.Equal(transaction.Answer.StatusCode == StoredAnswer.Settled, transaction.Bookings.Count > 0);

        // One transaction, one booking date, whatever the day on which a part of it was posted.
        Assert.True(transaction.Bookings.Select(booking => booking.BookingDate).Distinct().Count() <= 1, $"{transaction.Order.Id} has two booking dates.");

        // Every fact of the bank is ours, and no other.
        var instruction = TransactionCourse.InstructionOf(new SagaState
        {
            Order = transaction.Order,
            Step = SagaStep.Answer,
            EventClaim = new BankEventClaim(1, BankEventState.Open, transaction.IdempotencyKey == "debit" ? BankEventType.DirectDebitRequested : BankEventType.ChargebackReceived),
        });
        Assert.Equal(instruction is not null && transaction.Bookings.Count > 0, run.Bank.Settled(transaction.Order.Id) == true);

        var changes = await run.Bench.ChangesAsync(transaction.IdempotencyKey);
        Assert.Equal(Enumerable.Range(1, changes.Count), changes.Select(change => change.Number));
        Assert.Equal(changes.Count, transaction.Changes);
        var before = (TransactionStatus?)null;
        foreach (var change in changes)
        {
            Assert.Equal(before, change.From);
            Assert.True(change.From == change.To || TransactionLifecycle.Allows(transaction.Order.Type, change.From, change.To), $"{change.From} → {change.To}");
            before = change.To;
        }

        Assert.Equal(transaction.Status, before);
    }

    private static async Task CheckWalletsAsync(ChaosRun run, IReadOnlyList<Transaction> ended)
    {
        var expected = new Dictionary<WalletId, long> { [run.Wallets[0]] = 1_000, [run.Wallets[1]] = 100, [run.Wallets[2]] = 0 };
        foreach (var order in ended.Where(transaction => transaction.Bookings.Count > 0).Select(transaction => transaction.Order))
        {
            // The fee of a reversal comes back with it.
            var isReversal = order.Type == TransactionType.Reversal;
            if (order.Source is { } source)
            {
                expected[source] -= order.Amount.Minor + (isReversal ? 0 : order.Fee?.Minor ?? 0);
            }

            if (order.Destination is { } destination)
            {
                expected[destination] += order.Amount.Minor + (isReversal ? order.Fee?.Minor ?? 0 : 0);
            }
        }

        foreach (var wallet in run.Wallets)
        {
            var stands = await run.Bench.WalletAsync(wallet);
            Assert.Equal((expected[wallet], 0, 0), (stands.Posted.Minor, stands.Held.Minor, stands.Inbound.Minor));
        }
    }

    private static async Task CheckSystemWalletsAsync(ChaosRun run)
    {
        IReadOnlyList<SystemWalletBalance> system = await run.Bench.Reader.ListSystemWalletsAsync(Orders.Partner, LedgerPartitions, CancellationToken.None);
        var customers = 0L;
        foreach (var wallet in run.Wallets)
        {
            customers += await run.Bench.BalanceAsync(wallet);
        }

        Assert.Equal(0, customers + system.Sum(wallet => wallet.Posted.Minor));
        Assert.Equal(0, system.Where(wallet => wallet.Type is WalletType.Transit or WalletType.Suspense).Sum(wallet => Math.Abs(wallet.Posted.Minor)));
    }
}
