using System.Collections.Concurrent;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Risk.History;

/// <summary>A history in this process alone: for tests and benchmarks. It forgets on restart and grows with the number of customers.</summary>
public sealed class MemoryRiskHistory : IRiskHistory
{
    private readonly ConcurrentDictionary<(PartnerId Partner, string Subject), RiskActivityLog> _logs = new();

    /// <inheritdoc/>
    public Task<RiskActivity> RecordAsync(RiskRequest request, TimeSpan lookback, CancellationToken cancellationToken)
    {
        if (RiskSubject.Of(request) is not { } subject)
        {
            return Task.FromResult(RiskActivity.None);
        }

        var log = _logs.AddOrUpdate(
            (request.PartnerId, subject.Id), _ => RiskActivityLog.Empty.Record(request, lookback), (_, known) => known.Record(request, lookback));
        return Task.FromResult(log.Before(request));
    }

    /// <inheritdoc/>
    public Task<RiskActivity> PeekAsync(RiskRequest request, CancellationToken cancellationToken) => Task.FromResult(
        RiskSubject.Of(request) is { } subject && _logs.TryGetValue((request.PartnerId, subject.Id), out var log)
            ? log.Before(request)
            : RiskActivity.None with { IsFirstDevice = true });
}
