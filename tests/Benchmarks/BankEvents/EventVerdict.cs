using WalletFunctions.Local.Sandbox.Fintech.Comparison;

namespace WalletFunctions.Benchmarks.BankEvents;

/// <summary>Whether every event was fulfilled once, and both ledgers agree.</summary>
/// <param name="Lost">Events that no entry stands for.</param>
/// <param name="Doubled">Entries that no event stands for.</param>
/// <param name="Differences">Differences between the fintechs' ledgers and the bank's, and between either and what was sent.</param>
internal sealed record EventVerdict(int Lost, int Doubled, IReadOnlyList<LedgerDifference> Differences)
{
    /// <summary>Lets every fintech catch up with what it missed, then counts and compares.</summary>
    public static async Task<EventVerdict> OfAsync(IReadOnlyList<EventPartner> partners)
    {
        var (lost, doubled, differences) = (0, 0, new List<LedgerDifference>());
        foreach (var partner in partners)
        {
            await partner.Fintech.CatchUpAsync(CancellationToken.None);
            differences.AddRange(await partner.Fintech.CompareLedgersAsync(CancellationToken.None));
            var wallets = partner.Fintech.Ledger.Wallets.ToDictionary(wallet => wallet.WalletId);
            foreach (var (wallet, sent) in partner.Sent)
            {
                // Equal to the bank's by the comparison: an event is one entry.
                var (entries, balance) = wallets.TryGetValue(wallet.Value, out var mirror) ? ((int)mirror.Sequence, mirror.BalanceMinor) : (0, 0);
                lost += Math.Max(0, sent.Events - entries);
                doubled += Math.Max(0, entries - sent.Events);
                if (balance != sent.Minor)
                {
                    differences.Add(new LedgerDifference(wallet.Value, "sum of events", $"{balance}", $"{sent.Minor}"));
                }
            }
        }

        return new EventVerdict(lost, doubled, differences);
    }
}
