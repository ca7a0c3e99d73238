using WalletFunctions.Json;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Risk;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Saga;
using WalletFunctions.Wallets;

namespace WalletFunctions.Transactions.Steps;

/// <summary>Asks fraud and screening whether a transaction may go on. Anything but an approval ends it: fail closed.</summary>
public sealed class ScreenStep(IRiskGate gate, ClaimedRequests requests, WalletDirectory wallets, AnswerSignals signals)
{
    /// <summary>The entry of a request's <c>device</c> that tells devices apart.</summary>
    private const string DeviceFingerprint = "fingerprint";

    /// <summary>How long fraud and screening have for their answer: well within what a caller waits.</summary>
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(5);

    /// <summary>Asks; refused with the reason that the partner may know.</summary>
    public async Task<StepOutcome> RunAsync(StepInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var order = input.State.Order;
        signals.Seen(order.Id);
        var verdict = await gate.AssessAsync(await QuestionOfAsync(order, cancellationToken), Budget, cancellationToken);
        return verdict.Decision == RiskDecision.Approve
            ? StepOutcome.Done()
            : StepOutcome.Refused(Refusal.For(ReasonCatalog.Get((verdict.DeclineReason ?? PartnerReason.Unspecified).Code)));
    }

    private async Task<RiskRequest> QuestionOfAsync(TransactionOrder order, CancellationToken cancellationToken)
    {
        var request = await requests.ReadAsync(order, cancellationToken);
        return new RiskRequest
        {
            PartnerId = order.Partner,
            TransactionId = order.Id,
            Type = WireName.Of(order.Type),
            Amount = order.Amount,
            CreatedAt = order.CreatedAt,
            Source = await PartyOfAsync(order.Partner, order.Source, cancellationToken),
            Destination = await PartyOfAsync(order.Partner, order.Destination, cancellationToken),
            Beneficiary = BeneficiaryOf(request.Beneficiary),
            DeviceFingerprint = request.Device.GetValueOrDefault(DeviceFingerprint),
            Reference = order.Reference,
        };
    }

    private static RiskBeneficiary? BeneficiaryOf(Beneficiary? beneficiary) => beneficiary is null
        ? null
        : new RiskBeneficiary { Name = beneficiary.Name, Account = beneficiary.Account, Bic = beneficiary.Bic, Country = beneficiary.Country };

    private async Task<RiskParty?> PartyOfAsync(PartnerId partner, WalletId? wallet, CancellationToken cancellationToken) =>
        wallet is { } id && await wallets.FindAsync(partner, id, cancellationToken) is { } facts
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
