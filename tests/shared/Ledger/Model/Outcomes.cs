using System.Collections.Concurrent;
using WalletFunctions.Shared.Ledger.Refusals;

namespace WalletFunctions.Tests.Shared.Ledger.Model;

/// <summary>What the commands of a run of scenarios brought: a property that never meets a rule says nothing about it.</summary>
internal sealed class Outcomes
{
    private readonly ConcurrentDictionary<string, int> _counts = new();

    public void Add(object command, LedgerRefusal? refusal, bool replayed) =>
        _counts.AddOrUpdate($"{command.GetType().Name} {refusal?.Code ?? "accepted"}{(replayed ? " replayed" : string.Empty)}", 1, (_, count) => count + 1);

    public void Add(string what) => _counts.AddOrUpdate(what, 1, (_, count) => count + 1);

    public int Of(string what) => _counts.GetValueOrDefault(what);

    public override string ToString() => string.Join("\n", _counts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Value,8} {pair.Key}"));
}
