using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Wallets.Opening;
using WalletFunctions.Wallets.Status;

namespace WalletFunctions.Tests.Functions.Wallets;

/// <summary>Runs what is started, once and at once.</summary>
internal sealed class RunningStarts(WalletBench bench) : IStatusTellingStarter, IOpeningStarter
{
    public Task StartAsync(PartnerId partner, WalletId wallet, string changeId, CancellationToken cancellationToken) =>
        bench.Teller.TellAsync(partner, wallet, changeId, cancellationToken);

    public Task StartAsync(PartnerId partner, WalletId wallet, CancellationToken cancellationToken) => bench.Step.RunAsync(partner, wallet, cancellationToken);
}
