namespace WalletFunctions.Shared.Transactions;

/// <summary>Who receives a withdrawal, outside the bank.</summary>
/// <param name="Name">The receiver's name.</param>
/// <param name="Account">The account at the receiver's bank.</param>
/// <param name="Bic">The receiver's bank, if given.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
public sealed record Beneficiary(string Name, string Account, string? Bic, string Country);
