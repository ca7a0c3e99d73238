namespace WalletFunctions.Shared.Banking;

/// <summary>What was made of an outcome that the bank told by itself.</summary>
public enum BankReport
{
    /// <summary>It is its transaction's outcome, and the transaction goes on with it.</summary>
    Decided = 1,

    /// <summary>It says what is known already.</summary>
    NothingNew = 2,

    /// <summary>A settlement of a transaction whose funds were released: the money is in suspense, and a break is open.</summary>
    SettledLate = 3,

    /// <summary>It contradicts what is known, or belongs to nothing that is known: a break is open.</summary>
    Broken = 4,
}
