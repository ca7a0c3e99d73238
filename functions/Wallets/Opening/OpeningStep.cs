using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Wallets;
using WalletFunctions.Shared.Wallets.Opening;

namespace WalletFunctions.Wallets.Opening;

/// <summary>
/// Takes an opening as far as it can: the wallet into the ledger, where nothing moves it yet; the bank's word, stored once; the bank's status by that word. What was done before is found,
/// so it may be repeated from the start at any moment.
/// </summary>
public sealed class OpeningStep(
    IWalletRegistry registry, IWalletOpenings openings, OpeningInLedger ledger, OpeningAtBank bank, OpeningEnd end, OpeningSignals signals)
{
    /// <summary>Goes as far as it can. True: there is nothing left to do; false: the bank's answer was not clear.</summary>
    public async Task<bool> RunAsync(PartnerId partner, WalletId wallet, CancellationToken cancellationToken)
    {
        signals.Seen(wallet);
        var registration = await registry.FindAsync(partner, wallet, cancellationToken)
            ?? throw new InvalidOperationException($"{wallet} is to be opened and is not registered.");
        var opened = await ledger.OpenAsync(registration, cancellationToken);
        var known = await openings.FindOutcomeAsync(partner, wallet, cancellationToken);
        if (await bank.ConcludeAsync(registration, known, cancellationToken) is not { } outcome)
        {
            return false;
        }

        opened = await end.ApplyAsync(registration, opened, outcome, cancellationToken);
        await openings.FinishAsync(partner, wallet, cancellationToken);
        signals.Opened(opened);
        return true;
    }
}
