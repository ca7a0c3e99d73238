namespace WalletFunctions.Shared.Reasons;

/// <content>Reasons that come from beyond the bank's edge: the transaction ended, and no entry was written.</content>
public static partial class ReasonCatalog
{
    /// <summary>The receiver's account does not exist.</summary>
    public static Reason BeneficiaryAccountUnknown => new(
        "beneficiary-account-unknown", ReasonCategory.Processing, "AC03", "The beneficiary's bank knows no such account.", Reverse);

    /// <summary>The receiver's account is closed.</summary>
    public static Reason BeneficiaryAccountClosed => new(
        "beneficiary-account-closed", ReasonCategory.Processing, "AC04", "The beneficiary's account is closed.", Reverse);

    /// <summary>The receiver's account is blocked.</summary>
    public static Reason BeneficiaryAccountBlocked => new(
        "beneficiary-account-blocked", ReasonCategory.Processing, "AC06", "The beneficiary's account is blocked.", Reverse);

    /// <summary>The receiver's bank cannot be reached.</summary>
    public static Reason BeneficiaryBankUnknown => new(
        "beneficiary-bank-unknown", ReasonCategory.Processing, "MS03", "There is no such bank, or it does not take this kind of payment.", Reverse);
}
