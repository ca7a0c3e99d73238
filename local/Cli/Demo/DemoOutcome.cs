namespace WalletFunctions.Local.Cli.Demo;

/// <summary>What happened in the demo.</summary>
/// <param name="Calls">The requests.</param>
/// <param name="Wallets">The wallets as they stand at the end, by the name they have in the demo.</param>
/// <param name="Entries">The pages of entries, by the same names.</param>
/// <param name="Sums">All wallets of the ledger, added up.</param>
/// <param name="Sides">The wallets as both ledgers have them.</param>
/// <param name="Checks">What had to hold.</param>
internal sealed record DemoOutcome(
    IReadOnlyList<DemoCall> Calls,
    IReadOnlyDictionary<string, DemoReply> Wallets,
    IReadOnlyDictionary<string, DemoReply> Entries,
    IReadOnlyList<LedgerSum> Sums,
    IReadOnlyList<MirroredWallet> Sides,
    IReadOnlyList<DemoCheck> Checks)
{
    /// <summary>Whether everything held.</summary>
    public bool Holds => Checks.All(check => check.Holds);
}
