using System.Collections.Concurrent;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Transactions.Outcomes;

namespace WalletFunctions.Tests.Shared.Transactions.Outcomes;

/// <summary>A store that keeps outcomes in memory; held to the same contract as the real one.</summary>
internal sealed class InMemoryOutcomeStore : IOutcomeStore
{
    private readonly ConcurrentDictionary<(PartnerId, TransactionId, OutcomePoint), Outcome> _rows = new();

    public Task<Outcome> DecideAsync(PartnerId partner, TransactionId transaction, OutcomePoint point, Outcome proposed, CancellationToken cancellationToken) =>
        Task.FromResult(_rows.GetOrAdd((partner, transaction, point), proposed));

    public Task<Outcome?> FindAsync(PartnerId partner, TransactionId transaction, OutcomePoint point, CancellationToken cancellationToken) =>
        Task.FromResult(_rows.GetValueOrDefault((partner, transaction, point)));
}
