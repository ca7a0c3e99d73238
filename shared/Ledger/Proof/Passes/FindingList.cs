namespace WalletFunctions.Shared.Ledger.Proof.Passes;

/// <summary>The findings of a proof: each row once, and so many that a person can read them.</summary>
/// <param name="limit">How many are told one by one.</param>
/// <param name="onlyDamage">Rows that can be rebuilt are no findings.</param>
internal sealed class FindingList(int limit, bool onlyDamage = false)
{
    private readonly List<Finding> _findings = [];
    private readonly HashSet<(LedgerPartition, string)> _rows = [];
    private readonly List<string> _unsettled = [];

    internal IReadOnlyList<Finding> Findings => _findings;

    internal long Count { get; private set; }

    internal IReadOnlyList<string> Unsettled => _unsettled;

    internal void Add(FindingKind kind, LedgerPartition partition, string rowKey, string why)
    {
        var finding = new Finding(kind, partition, rowKey, why);
        if (onlyDamage && finding.IsRebuildable)
        {
            return;
        }

        if (_rows.Count < limit ? !_rows.Add((partition, rowKey)) : _rows.Contains((partition, rowKey)))
        {
            return;
        }

        Count++;
        if (_findings.Count < limit)
        {
            _findings.Add(finding);
        }
    }

    internal bool Contains(LedgerPartition partition, string rowKey) => _rows.Contains((partition, rowKey));

    internal void LeaveUnsettled(LedgerPartition partition, string rowKey)
    {
        string row = $"{partition.ToKey()} {rowKey}";
        if (_unsettled.Count < limit && !_unsettled.Contains(row))
        {
            _unsettled.Add(row);
        }
    }
}
