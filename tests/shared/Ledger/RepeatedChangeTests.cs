using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Storage;
using Xunit;
using static WalletFunctions.Tests.Shared.Ledger.LedgerBench;

namespace WalletFunctions.Tests.Shared.Ledger;

public sealed class RepeatedChangeTests
{
    /// <summary>The second had read the wallet before the first was written, and the change after: it answered the wallet as it had been before the change.</summary>
    [Fact]
    public async Task A_change_that_is_sent_twice_at_the_same_time_answers_the_changed_wallet_twice()
    {
        var store = new LateWrites(new InMemoryLedgerStore());
        await using LedgerBench one = new(store), other = new(store);
        WalletId alice = await one.OpenAsync("alice");

        store.Before = () => AcceptedAsync(one.SetStatusAsync(alice, WalletStatus.Suspended, "c1"));
        WalletView answer = await AcceptedAsync(other.SetStatusAsync(alice, WalletStatus.Suspended, "c1"));

        Assert.Equal(WalletStatus.Suspended, answer.Status);
    }

    /// <summary>A storage in which something happens before a write, once.</summary>
    private sealed class LateWrites(ILedgerStore inner) : ILedgerStore
    {
        public Func<Task>? Before { get; set; }

        public Task<StoredRow?> FindAsync(LedgerPartition partition, string rowKey, CancellationToken cancellationToken) => inner.FindAsync(partition, rowKey, cancellationToken);

        public async Task<WriteResult> WriteAsync(LedgerPartition partition, IReadOnlyList<RowWrite> writes, CancellationToken cancellationToken)
        {
            if (Before is { } before)
            {
                Before = null;
                await before();
            }

            return await inner.WriteAsync(partition, writes, cancellationToken);
        }

        public IAsyncEnumerable<StoredRow> ScanAsync(LedgerPartition partition, RowRange range, int? pageSize, CancellationToken cancellationToken) =>
            inner.ScanAsync(partition, range, pageSize, cancellationToken);
    }
}
