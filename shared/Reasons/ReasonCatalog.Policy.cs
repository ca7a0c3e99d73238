namespace WalletFunctions.Shared.Reasons;

/// <content>Reasons of the partner's policy, and of changing it.</content>
public static partial class ReasonCatalog
{
    /// <summary>A rule of the partner's policy, or that no rule allows it.</summary>
    public static Reason PolicyForbids => new(
        "policy-forbids", ReasonCategory.Policy, "AG01", "The partner's policy does not allow this transaction for such a wallet.", Reverse);

    /// <summary>The customer's tier does not allow it.</summary>
    public static Reason KycTierTooLow => new(
        "kyc-tier-too-low", ReasonCategory.Policy, "AG01", "The customer is not identified well enough for this transaction.", Reverse);

    /// <summary>A limit profile never changes.</summary>
    public static Reason LimitProfileExists => new(
        "limit-profile-exists", ReasonCategory.Validation, "AM05", "There is a limit profile of that name with other limits, and what a name means never changes.",
        "Choose another name.");

    /// <summary>Other processes may not know the profile yet.</summary>
    public static Reason LimitProfileTooNew => new(
        "limit-profile-too-new", ReasonCategory.Transient, "MS03", "The limit profile was stored less than two minutes ago: not every process knows it yet.",
        "Send the request again when two minutes have passed.");

    /// <summary>The partner has as many profiles as it may.</summary>
    public static Reason TooManyLimitProfiles => new(
        "too-many-limit-profiles", ReasonCategory.Policy, "MS03", "The partner has as many limit profiles as it may have.", "Use one of the profiles that are there.");
}
