namespace WalletFunctions.Shared.Ledger.Proof.Passes;

/// <summary>Counts what a proof looks at, and tells how far it has come.</summary>
internal sealed class ProofMeter(IProgress<ProofProgress>? progress)
{
    private const int Interval = 500;

    private LedgerPartition _partition;
    private string _step = string.Empty;
    private long _done;
    private long _told;
    private long _total;

    internal long Wallets { get; set; }

    internal long Entries { get; private set; }

    internal long Postings { get; set; }

    internal long Holds { get; set; }

    internal long Controls { get; set; }

    internal long Customers { get; set; }

    internal long OpenTransits { get; set; }

    internal long Heads { get; set; }

    internal ProofCounts Counts => new(Wallets, Entries, Postings, Holds, Controls, Customers, OpenTransits, Heads);

    internal void Begin(LedgerPartition partition, string step)
    {
        _partition = partition;
        _step = step;
        Tell();
    }

    internal void Expect(long more) => _total += more;

    internal void CountEntry()
    {
        Entries++;
        Advance(1);
    }

    internal void Advance(int units)
    {
        _done += units;
        if (_done - _told >= Interval)
        {
            Tell();
        }
    }

    private void Tell()
    {
        _told = _done;
        progress?.Report(new ProofProgress(_partition, _step, _done, Math.Max(_done, _total)));
    }
}
