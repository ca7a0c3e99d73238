using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Monetary;
using WalletFunctions.Shared.Risk;

namespace WalletFunctions.Risk.Services;

/// <summary>What a fraud platform is asked. It gets no names and no birth dates: it works with ids.</summary>
internal sealed record FraudQuestion(
    TransactionId TransactionId,
    PartnerId PartnerId,
    string Type,
    Money Amount,
    DateTimeOffset CreatedAt,
    FraudQuestion.Party? Source,
    FraudQuestion.Party? Destination,
    FraudQuestion.Account? Beneficiary,
    string? DeviceFingerprint,
    string? Reference,
    bool DryRun)
{
    /// <summary>The question about a transaction.</summary>
    public static FraudQuestion About(RiskRequest request) => new(
        request.TransactionId,
        request.PartnerId,
        request.Type,
        request.Amount,
        request.CreatedAt,
        Party.Of(request.Source),
        Party.Of(request.Destination),
        request.Beneficiary is { } beneficiary ? new Account(beneficiary.Account, beneficiary.Bic, beneficiary.Country) : null,
        request.DeviceFingerprint,
        request.Reference,
        request.IsDryRun);

    /// <summary>A wallet and its owner.</summary>
    internal sealed record Party(WalletId WalletId, CustomerId? CustomerId, DateTimeOffset OpenedAt, string? Country)
    {
        /// <summary>One end of the transaction.</summary>
        public static Party? Of(RiskParty? party) =>
            party is null ? null : new Party(party.WalletId, party.CustomerId, party.OpenedAt, party.Country);
    }

    /// <summary>An account at another bank.</summary>
    internal sealed record Account(string Number, string? Bic, string Country);
}
