using WalletFunctions.Shared.Ledger.Proof;

namespace WalletFunctions.Local.Cli.Ledger;

/// <summary>Findings as text.</summary>
internal static class ProofText
{
    /// <summary>Prints a finding: what, where, why.</summary>
    public static void Print(Finding finding) => Console.WriteLine($"""
          {finding.Kind}
            row  {finding.Partition.ToKey()} / {finding.RowKey}
            why  {finding.Why}
        """);
}
