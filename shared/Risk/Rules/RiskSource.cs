namespace WalletFunctions.Shared.Risk.Rules;

/// <summary>Which of the two questions a rule belongs to; it decides what the partner is told.</summary>
public enum RiskSource
{
    /// <summary>Fraud assessment.</summary>
    Fraud = 0,

    /// <summary>Sanctions screening.</summary>
    Screening = 1,
}
