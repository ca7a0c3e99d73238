using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Wallets.Opening;

/// <summary>Has a registered wallet opened.</summary>
public interface IOpeningStarter
{
    /// <summary>Starts it, unless it runs.</summary>
    Task StartAsync(PartnerId partner, WalletId wallet, CancellationToken cancellationToken);
}
