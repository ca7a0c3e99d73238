using WalletFunctions.Shared.Reasons;

namespace WalletFunctions.Shared.Policy;

/// <summary>The reasons that a policy may refuse for.</summary>
public static class PolicyReasons
{
    /// <summary>The reasons.</summary>
    public static IReadOnlyList<Reason> All { get; } =
    [
        ReasonCatalog.PolicyForbids,
        ReasonCatalog.TypeForbidden,
        ReasonCatalog.KycTierTooLow,
        ReasonCatalog.CurrencyMismatch,
        ReasonCatalog.WalletSuspended,
        ReasonCatalog.WalletBlocked,
        ReasonCatalog.DeclinedByBank,
    ];

    /// <summary>The reason of a code; null if a policy may not refuse for it.</summary>
    public static Reason? Find(string code) => All.FirstOrDefault(reason => reason.Code == code);
}
