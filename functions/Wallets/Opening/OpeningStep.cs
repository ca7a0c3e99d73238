using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Wallets;
using WalletFunctions.Shared.Wallets.Opening;
using WalletFunctions.Wallets.Customers;

namespace WalletFunctions.Wallets.Opening;

/// <summary>
/// Takes an opening as far as it can: the wallet into the ledger, where nothing moves it yet; the bank's word, stored once; the bank's status by that word. What was done before is found,
/// so it may be repeated from the start at any moment.
/// </summary>
public sealed class OpeningStep(
    IWalletRegistry registry, IWalletOpenings openings, OpeningInLedger ledger, CustomerTiers tiers, OpeningAtBank bank, OpeningEnd end, OpeningSignals signals)
{
    /// <summary>Goes as far as it can. True: there is nothing left to do; false: the bank's answer was not clear.</summary>
    public async Task<bool> RunAsync(PartnerId partner, WalletId wallet, CancellationToken cancellationToken)
    {
        signals.Seen(wallet);
        var known = openings.FindOutcomeAsync(partner, wallet, cancellationToken);
        var registered = registry.FindAsync(partner, wallet, cancellationToken);
        await Task.WhenAll(known, registered);
        var registration = await registered
            ?? throw new InvalidOperationException($"{wallet} is to be opened and is not registered.");
        var opened = await ledger.FindOrOpenAsync(registration, cancellationToken);
        if (registration.Request.Customer is { } customer)
        {
            // A tier that changed while the wallet was not there to follow it is caught up with, before anything can move.
            opened = await tiers.BringAsync(partner, customer.Id, opened, cancellationToken);
        }

        if (await bank.ConcludeAsync(registration, await known, cancellationToken) is not { } outcome)
        {
            return false;
        }

        opened = await end.ApplyAsync(registration, opened, outcome, cancellationToken);

        // Who waits is answered first: what is left is a list that the next sweep would clear, too.
        signals.Opened(opened);
        await openings.FinishAsync(partner, wallet, cancellationToken);
        return true;
    }
}
