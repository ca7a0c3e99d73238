using Microsoft.Extensions.Configuration;
using WalletFunctions.Hosting;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Storage;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Lifecycle;
using WalletFunctions.Tests.Shared.Transactions;
using WalletFunctions.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Functions.Transactions;

public sealed class AnswerWaitTests
{
    private static readonly TransactionOrder Order = Orders.Transfer();

    [Fact]
    public async Task An_answer_that_another_process_stored_is_found_by_reading()
    {
        var store = new CountingStore();
        var claim = await store.ClaimAsync(Claim(), CancellationToken.None);
        var signals = new AnswerSignals();
        using var waiter = signals.Enter(Order.Id);
        var waiting = Wait(store, 20_000).WaitAsync(waiter, Order.Partner, Order.Id, CancellationToken.None);
        await store.ReplaceAsync(claim! with { Value = Answered() }, CancellationToken.None);
        Assert.NotNull((await waiting).Answer);
    }

    [Fact]
    public async Task An_answer_that_this_process_stored_is_signalled_and_nothing_is_read()
    {
        var store = new CountingStore();
        var signals = new AnswerSignals();
        using var waiter = signals.Enter(Order.Id);
        signals.Answered(Answered());
        Assert.NotNull((await Wait(store, 20_000).WaitAsync(waiter, Order.Partner, Order.Id, CancellationToken.None)).Answer);
        Assert.Equal(0, store.Reads);
    }

    [Fact]
    public async Task While_this_process_works_on_it_the_claim_is_hardly_read()
    {
        var store = new CountingStore();
        await store.ClaimAsync(Claim(), CancellationToken.None);
        var signals = new AnswerSignals();
        using var waiter = signals.Enter(Order.Id);
        signals.Seen(Order.Id);
        Assert.Null((await Wait(store, 600).WaitAsync(waiter, Order.Partner, Order.Id, CancellationToken.None)).Answer);

        // Every 250 ms and at the end, where a timer that ends a moment early brings one more; with growing intervals alone it would be seven.
        Assert.InRange(store.Reads, 1, 4);
    }

    [Fact]
    public async Task Without_an_answer_the_claim_is_given_as_it_stands_when_the_wait_is_over()
    {
        var store = new CountingStore();
        await store.ClaimAsync(Claim(), CancellationToken.None);
        using var waiter = new AnswerSignals().Enter(Order.Id);
        var transaction = await Wait(store, 0).WaitAsync(waiter, Order.Partner, Order.Id, CancellationToken.None);
        Assert.Equal((TransactionStatus.Initiated, 1), (transaction.Status, store.Reads));
    }

    private static AnswerWait Wait(ITransactionStore store, int syncWaitMs) => new(
        store,
        WalletSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AZURE_FUNCTIONS_ENVIRONMENT"] = "Development",
            ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
            ["Transactions:SyncWaitMs"] = $"{syncWaitMs}",
        }).Build()),
        TimeProvider.System);

    private static Transaction Claim() => new()
    {
        Order = Order,
        IdempotencyKey = "key-1",
        Fingerprint = "f",
        Request = default,
        TraceId = "t",
        UpdatedAt = Orders.Now,
    };

    private static Transaction Answered() => Claim() with { Status = TransactionStatus.Settled, Answer = new StoredAnswer(201, default) };

    private sealed class CountingStore : ITransactionStore
    {
        private readonly InMemoryTransactionStore _inner = new();
        private int _reads;

        public int Reads => _reads;

        public Task<Versioned<Transaction>?> FindAsync(PartnerId partner, TransactionId id, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _reads);
            return _inner.FindAsync(partner, id, cancellationToken);
        }

        public Task<Versioned<Transaction>?> ClaimAsync(Transaction transaction, CancellationToken cancellationToken) =>
            _inner.ClaimAsync(transaction, cancellationToken);

        public Task<Versioned<Transaction>?> ReplaceAsync(Versioned<Transaction> transaction, CancellationToken cancellationToken) =>
            _inner.ReplaceAsync(transaction, cancellationToken);

        public Task<Versioned<Transaction>?> ReplaceAsync(Versioned<Transaction> transaction, StatusChange change, CancellationToken cancellationToken) =>
            _inner.ReplaceAsync(transaction, change, cancellationToken);

        public Task<IReadOnlyList<StatusChange>> ListChangesAsync(PartnerId partner, TransactionId id, CancellationToken cancellationToken) =>
            _inner.ListChangesAsync(partner, id, cancellationToken);

        public Task CloseAsync(PartnerId partner, TransactionId id, DateTimeOffset? acknowledgementDueAt, CancellationToken cancellationToken) =>
            _inner.CloseAsync(partner, id, acknowledgementDueAt, cancellationToken);

        public Task<IReadOnlyList<OpenTransaction>> ListOpenAsync(
            PartnerId partner, int bucket, TransactionId? after, int limit, CancellationToken cancellationToken) =>
            _inner.ListOpenAsync(partner, bucket, after, limit, cancellationToken);
    }
}
