using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Wallets.Opening;
using WalletFunctions.Wallets.Status;

namespace WalletFunctions.Tests.Functions.Wallets;

/// <summary>Keeps what was started.</summary>
internal sealed class RecordedStarts : IStatusTellingStarter, IOpeningStarter
{
    private readonly Lock _lock = new();
    private readonly List<(WalletId Wallet, string Change)> _tellings = [];

    public IReadOnlyList<(WalletId Wallet, string Change)> Tellings
    {
        get
        {
            lock (_lock)
            {
                return [.. _tellings];
            }
        }
    }

    public Task StartAsync(PartnerId partner, WalletId wallet, string changeId, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _tellings.Add((wallet, changeId));
        }

        return Task.CompletedTask;
    }

    public Task StartAsync(PartnerId partner, WalletId wallet, CancellationToken cancellationToken) => Task.CompletedTask;
}
