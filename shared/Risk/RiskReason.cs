namespace WalletFunctions.Shared.Risk;

/// <summary>
/// Why fraud or screening raised a hit. For the bank's own eyes: neither the code nor the detail may ever reach the partner,
/// who sees a <see cref="PartnerReason"/> instead.
/// </summary>
/// <param name="Code">The rule or the platform's own code, for example <c>velocity-count</c>.</param>
/// <param name="Detail">What was found, for the person who reviews it.</param>
public sealed record RiskReason(string Code, string Detail);
