using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Tests.Shared.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Functions.BankEvents;

/// <summary>A chargeback, and the deposit whose money it takes back.</summary>
public sealed class DisputeTests
{
    private const string Original = "bank-0";
    private static readonly TransactionId Deposit = TransactionId.Derive(Orders.Partner, "deposit");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_chargeback_that_names_its_deposit_marks_it_disputed_once_wherever_the_process_dies(bool byReference)
    {
        var calls = int.MaxValue;
        for (var at = 0; at <= calls; at++)
        {
            await using var bench = await OpenAsync(TransactionStatus.Settled);
            bench.Dying.At = at;
            var message = MessageOf(bench, byReference);
            Assert.Null(await bench.ReceiveAsync(message));
            calls = at == 0 ? bench.Dying.Calls : calls;
            Assert.Null(await bench.ReceiveAsync(message));
            await bench.TellAsync();
            await bench.DeclineAsync();
            await bench.FollowToEndAsync();
            Assert.Equal(TransactionStatus.Disputed, (await DepositAsync(bench)).Status);
            var line = Assert.Single(await bench.Transactions.ListChangesAsync(Orders.Partner, Deposit, CancellationToken.None), change => change.To == TransactionStatus.Disputed);
            Assert.Equal((TransactionStatus.Settled, "bank", $"disputed by {BankEventBench.Key}"), (line.From!.Value, line.By, line.Why));
        }
    }

    [Fact]
    public async Task A_deposit_that_settles_after_the_chargeback_is_marked_when_that_ends()
    {
        await using var bench = await OpenAsync(TransactionStatus.Initiated);
        await bench.ReceiveAsync(MessageOf(bench, byReference: false));
        Assert.Equal(TransactionStatus.Initiated, (await DepositAsync(bench)).Status);
        var found = (await bench.Transactions.FindAsync(Orders.Partner, Deposit, CancellationToken.None))!;
        await bench.Transactions.ReplaceAsync(found with { Value = found.Value with { Status = TransactionStatus.Settled } }, CancellationToken.None);
        await bench.TellAsync();
        await bench.DeclineAsync();
        await bench.FollowToEndAsync();
        Assert.Equal(TransactionStatus.Disputed, (await DepositAsync(bench)).Status);
    }

    [Theory]
    [InlineData(TransactionStatus.Reversed)]
    [InlineData(TransactionStatus.Declined)]
    public async Task What_is_named_and_is_no_settled_deposit_of_the_wallet_stays_as_it_is(TransactionStatus status)
    {
        await using var bench = await OpenAsync(status);
        Assert.Null(await bench.ReceiveAsync(MessageOf(bench, byReference: true)));
        Assert.Equal(status, (await DepositAsync(bench)).Status);

        await using var other = await OpenAsync(TransactionStatus.Settled, Orders.Bob);
        Assert.Null(await other.ReceiveAsync(MessageOf(other, byReference: true)));
        Assert.Equal(TransactionStatus.Settled, (await DepositAsync(other)).Status);
    }

    [Theory]
    [InlineData("somebody-elses-reference", null)]
    [InlineData("txn_abcdefghijklmnopqrstuvwxyz", null)]
    [InlineData(null, "never-received")]
    [InlineData(null, null)]
    public async Task A_chargeback_of_something_unknown_is_the_partners_to_answer_like_any(string? reference, string? eventId)
    {
        await using var bench = await OpenAsync(TransactionStatus.Settled);
        var message = bench.MessageOf(BankEventType.ChargebackReceived, with: json =>
        {
            if (reference is not null)
            {
                json["instructionReference"] = reference;
            }

            if (eventId is not null)
            {
                json["originalEventId"] = eventId;
            }
        });
        Assert.Null(await bench.ReceiveAsync(message));
        Assert.Equal(BankEventState.Open, (await bench.EventAsync()).State);
        Assert.Equal(TransactionStatus.Settled, (await DepositAsync(bench)).Status);
    }

    private static string MessageOf(BankEventBench bench, bool byReference) => bench.MessageOf(
        BankEventType.ChargebackReceived,
        with: json => json[byReference ? "instructionReference" : "originalEventId"] = byReference ? Deposit.Value : Original);

    private static async Task<Transaction> DepositAsync(BankEventBench bench) =>
        (await bench.Transactions.FindAsync(Orders.Partner, Deposit, CancellationToken.None))!.Value;

    // A deposit that answered an event of the bank.
    private static async Task<BankEventBench> OpenAsync(TransactionStatus status, WalletId? wallet = null)
    {
        var bench = await new BankEventBench().OpenAsync();
        var key = BankEventKey.Derive(Orders.Partner, Original);
        await bench.Events.TryAddAsync(
            new BankEvent
            {
                Partner = Orders.Partner,
                Key = key,
                EventId = Original,
                Type = BankEventType.DepositReceived,
                OccurredAt = Orders.Now,
                ReceivedAt = Orders.Now,
                Fingerprint = "f",
                Wallet = bench.Wallet,
                Amount = Orders.Usd(700),
                State = BankEventState.Fulfilled,
                Transaction = Deposit,
            },
            CancellationToken.None);
        await bench.Transactions.ClaimAsync(
            new Transaction
            {
                Order = Orders.Deposit() with { Id = Deposit, Destination = wallet ?? bench.Wallet },
                IdempotencyKey = "deposit",
                Fingerprint = "f",
                Request = ReadOnlyMemory<byte>.Empty,
                TraceId = "t",
                UpdatedAt = Orders.Now,
                Status = status,
            },
            CancellationToken.None);
        return bench;
    }
}
