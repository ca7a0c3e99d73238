namespace WalletFunctions.Shared.Ledger.Proof.Passes;

/// <summary>What all passes of one proof share.</summary>
/// <param name="Reads">Reads.</param>
/// <param name="Keys">The bank's hash keys.</param>
/// <param name="Options">How much at a time.</param>
/// <param name="Findings">What was found.</param>
/// <param name="Meter">What was looked at.</param>
/// <param name="StartedAt">When the proof began.</param>
/// <param name="IsRebuild">Wallet rows are not believed: what belongs to a wallet is bounded by what is found of it.</param>
internal sealed record ProofRun(ProofReads Reads, HashKeyRing Keys, ProofOptions Options, FindingList Findings, ProofMeter Meter, DateTimeOffset StartedAt, bool IsRebuild)
{
    /// <summary>Keys of customer rows whose limits began or ceased to apply to a wallet, which writes the row.</summary>
    internal HashSet<string> CustomersTouched { get; } = new(StringComparer.Ordinal);

    /// <summary>A posting of before then is in every row that was read since: the clocks that times come from are not further apart.</summary>
    internal DateTimeOffset SettledBefore => StartedAt - Options.ClockSkew;
}
