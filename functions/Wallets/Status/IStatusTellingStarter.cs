using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Wallets.Status;

/// <summary>Has the bank told of a change of status, in its own time.</summary>
public interface IStatusTellingStarter
{
    /// <summary>Starts it, unless it runs.</summary>
    Task StartAsync(PartnerId partner, WalletId wallet, string changeId, CancellationToken cancellationToken);
}
