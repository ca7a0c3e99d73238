namespace WalletFunctions.Shared.Risk;

/// <summary>All that a partner may learn of a decline by fraud or screening: a code, its category and the ISO 20022 reason. Never a detail.</summary>
/// <param name="Code">Our stable reason code.</param>
/// <param name="Category">The problem's category.</param>
/// <param name="IsoReason">The ISO 20022 reason.</param>
public sealed record PartnerReason(string Code, string Category, string IsoReason)
{
    /// <summary>Suspected fraud.</summary>
    public static PartnerReason Fraud { get; } = new("fraud-suspected", "fraud", "FRAD");

    /// <summary>
    /// Declined without a reason that may be told. Sanctions hits that must not be disclosed and sources that did not answer look the same, on
    /// purpose: the partner must not be able to tell a hit from an outage.
    /// </summary>
    public static PartnerReason Unspecified { get; } = new("declined-by-bank", "processing", "MS03");

    /// <summary>A regulatory reason (sanctions), for partners whose setting allows it to be told.</summary>
    public static PartnerReason Regulatory { get; } = new("regulatory-reason", "policy", "RR04");
}
