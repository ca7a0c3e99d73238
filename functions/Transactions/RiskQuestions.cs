using WalletFunctions.Json;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Risk;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Wallets;

namespace WalletFunctions.Transactions;

/// <summary>Puts a transaction as fraud and screening see it.</summary>
public sealed class RiskQuestions(WalletDirectory wallets)
{
    /// <summary>The entry of a request's <c>device</c> that tells devices apart.</summary>
    private const string DeviceFingerprint = "fingerprint";

    /// <summary>The question about a transaction: the same every time.</summary>
    internal async Task<RiskRequest> OfAsync(TransactionOrder order, TransactionRequest request, CancellationToken cancellationToken)
    {
        var parties = await Task.WhenAll(
            PartyOfAsync(order.Partner, order.Source, cancellationToken), PartyOfAsync(order.Partner, order.Destination, cancellationToken));
        return new RiskRequest
        {
            PartnerId = order.Partner,
            TransactionId = order.Id,
            Type = WireName.Of(order.Type),
            Amount = order.Amount,
            CreatedAt = order.CreatedAt,
            Source = parties[0],
            Destination = parties[1],
            Beneficiary = BeneficiaryOf(request.Beneficiary),
            DeviceFingerprint = request.Device.GetValueOrDefault(DeviceFingerprint),
            Reference = order.Reference,
        };
    }

    private static RiskBeneficiary? BeneficiaryOf(Beneficiary? beneficiary) => beneficiary is null
        ? null
        : new RiskBeneficiary { Name = beneficiary.Name, Account = beneficiary.Account, Bic = beneficiary.Bic, Country = beneficiary.Country };

    private async Task<RiskParty?> PartyOfAsync(PartnerId partner, WalletId? wallet, CancellationToken cancellationToken) =>
        wallet is { } id && await wallets.FindWithPersonAsync(partner, id, cancellationToken) is { } facts
            ? new RiskParty
            {
                WalletId = facts.Wallet,
                OpenedAt = facts.OpenedAt,
                CustomerId = facts.Customer?.Id,
                Name = facts.Customer?.Name,
                BirthDate = facts.Customer?.BirthDate,
                Country = facts.Customer?.Country,
            }
            : null;
}
