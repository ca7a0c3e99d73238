namespace WalletFunctions.Shared.Wallets.Status;

/// <summary>How an event of the bank stands to the newest one of the same wallet or customer.</summary>
public enum EventAge
{
    /// <summary>It is newer than every other.</summary>
    Newer,

    /// <summary>It is the newest one, delivered again.</summary>
    Newest,

    /// <summary>A newer one was there before, or another one of the same version: it changes nothing.</summary>
    Outdated,
}
