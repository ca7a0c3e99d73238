using static WalletFunctions.Benchmarks.Ledger.Figures;

namespace WalletFunctions.Benchmarks.Ledger;

/// <summary>What took turns: each run of the ledger, and the bare client's after it.</summary>
internal sealed record Turns(List<RunFigures> Ledger, List<CeilingFigures> Bare)
{
    internal void Add((RunFigures Ledger, CeilingFigures Bare) turn)
    {
        Ledger.Add(turn.Ledger);
        Bare.Add(turn.Bare);
    }

    internal double PerSecond => Median(Ledger, run => run.Load.PerSecond);

    internal double CeilingPerSecond => Median(Bare, run => run.PostingsPerSecond);

    internal double OverCeiling => Median(Ledger.Zip(Bare), pair => pair.First.Load.PerSecond / pair.Second.PostingsPerSecond);

    internal double Calls => Median(Ledger, run => run.Load.CallsPerOperation);

    internal double Entities => Median(Ledger, run => run.Load.EntitiesPerOperation);

    internal double CpuMs => Median(Ledger, run => run.Load.CpuMs / run.Load.Operations);

    internal double CeilingCpuMs => Median(Bare, run => run.CpuMs);

    internal double AzuriteCpuMs => Median(Ledger, run => run.AzuriteCpuMs / run.Load.Operations);

    internal double CeilingAzuriteCpuMs => Median(Bare, run => run.AzuriteCpuMs);
}
