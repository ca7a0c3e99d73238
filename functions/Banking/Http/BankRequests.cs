using System.Globalization;
using WalletFunctions.Shared.Banking;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Monetary;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Wallets;

namespace WalletFunctions.Banking.Http;

/// <summary>What goes to the bank for an instruction.</summary>
internal sealed record InstructionRequest(
    PartnerId PartnerId,
    BankReference Reference,
    BankInstructionKind Kind,
    Money Amount,
    WalletId WalletId,
    Beneficiary? Beneficiary,
    string? EventId,
    BankReference? OriginalReference,
    string? RemittanceText)
{
    /// <summary>The instruction as it is sent: the same bytes every time.</summary>
    public static InstructionRequest Of(BankInstruction instruction) => new(
        instruction.Partner,
        instruction.Reference,
        instruction.Kind,
        instruction.Amount,
        instruction.Wallet,
        instruction.Beneficiary,
        instruction.BankEventId,
        instruction.OriginalReference,
        instruction.RemittanceText);
}

/// <summary>What goes to the bank for an account.</summary>
internal sealed record AccountRequest(PartnerId PartnerId, WalletId WalletId, string Type, Currency Currency, AccountHolder? Customer)
{
    /// <summary>The opening as it is sent.</summary>
    public static AccountRequest Of(AccountOpening opening) => new(
        opening.Partner,
        opening.Wallet,
        opening.Type == WalletType.Customer ? "customer" : "operational",
        opening.Currency,
        opening.Customer is { } customer ? AccountHolder.Of(customer) : null);
}

/// <summary>Whose account it is.</summary>
internal sealed record AccountHolder(CustomerId CustomerId, KycTier KycTier, string? Name, DateOnly? BirthDate, string? Country)
{
    /// <summary>The customer as the bank is told of them.</summary>
    public static AccountHolder Of(CustomerProfile customer) => new(customer.Id, customer.Tier, customer.Name, customer.BirthDate, customer.Country);
}

/// <summary>What goes to the bank for a change of status.</summary>
internal sealed record StatusRequest(PartnerId PartnerId, WalletId WalletId, string Status, long Version, string? Reason)
{
    /// <summary>The notice as it is sent.</summary>
    public static StatusRequest Of(StatusNotice notice) => new(
        notice.Partner, notice.Wallet, notice.Status.ToString().ToLower(CultureInfo.InvariantCulture), notice.Version, notice.Reason);
}
