using WalletFunctions.Shared.Reasons;

namespace WalletFunctions.Shared.Banking;

/// <summary>What the partner is told of the bank's own codes (the reason codes of ISO 20022).</summary>
public static class BankRejections
{
    /// <summary>
    /// Our reason for a code of the bank. One that is not known is <c>declined-by-bank</c>, and so is every regulatory one: whether a partner may learn of that is not the bank's to say.
    /// </summary>
    public static Reason ReasonOf(string code) => code switch
    {
        "AC01" or "AC03" or "BE04" => ReasonCatalog.BeneficiaryAccountUnknown,
        "AC04" or "AC07" => ReasonCatalog.BeneficiaryAccountClosed,
        "AC06" => ReasonCatalog.BeneficiaryAccountBlocked,
        "RC01" or "RC04" => ReasonCatalog.BeneficiaryBankUnknown,
        "FRAD" => ReasonCatalog.FraudSuspected,
        _ => ReasonCatalog.DeclinedByBank,
    };

    /// <summary>The refusal of a transaction whose instruction the bank rejected.</summary>
    public static Refusal ToRefusal(BankAnswer.Rejected rejected)
    {
        ArgumentNullException.ThrowIfNull(rejected);
        return Refusal.For(ReasonOf(rejected.Code));
    }
}
