namespace WalletFunctions.Shared.Transactions;

/// <summary>Which fields a type of transaction has.</summary>
/// <param name="HasSource">It debits a wallet.</param>
/// <param name="HasDestination">It credits a wallet.</param>
/// <param name="HasBeneficiary">It pays somebody outside the bank.</param>
/// <param name="AllowsFee">It may carry a fee on top.</param>
/// <param name="AllowsBankEvent">It may answer an event of the bank.</param>
public sealed record TransactionShape(bool HasSource, bool HasDestination, bool HasBeneficiary, bool AllowsFee, bool AllowsBankEvent)
{
    /// <summary>Whether a type can be asked for by its name: its shape is known then.</summary>
    public static bool IsRequestable(TransactionType type) => type is
        TransactionType.Transfer or TransactionType.Payment or TransactionType.Deposit or TransactionType.Withdrawal or TransactionType.Fee;

    /// <summary>The shape of a type that can be asked for by its name.</summary>
    public static TransactionShape Of(TransactionType type) => type switch
    {
        TransactionType.Transfer => new(true, true, false, false, false),
        TransactionType.Payment => new(true, true, false, true, false),
        TransactionType.Deposit => new(false, true, false, false, true),
        TransactionType.Withdrawal => new(true, false, true, false, true),
        TransactionType.Fee => new(true, false, false, false, false),
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };
}
