using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Risk;
using WalletFunctions.Shared.Transactions.Saga;
using WalletFunctions.Shared.Transactions.Sessions;
using WalletFunctions.Transactions.Steps;

namespace WalletFunctions.Transactions.Sessions.Steps;

/// <summary>Asks fraud and screening about every leg, one after the other: the second leg of a customer comes after the first one for whoever counts.</summary>
public sealed class LegScreening(ScreenStep screen, SessionLedger ledger)
{
    /// <summary>Asks; refused by the first leg that is not approved. Nobody reviews a leg: what one person decides would hold up, or split, the whole.</summary>
    public async Task<SessionOutcome> RunAsync(SessionStepInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);

        // What an earlier run did it did after an approval: asked again, the answer could be another one, and come too late.
        if (input.State.Order.Run > 1 && await ledger.HasTracesAsync(input, cancellationToken))
        {
            return SessionOutcome.Done();
        }

        foreach (var leg in input.State.Order.Legs)
        {
            var screened = await screen.RunAsync(new StepInput(TransactionSaga.Start(leg), input.BookingDate), cancellationToken);
            if (RefusalOf(screened) is { } refusal)
            {
                // The first run may be driven a second time, where its history was lost: then as above.
                return await ledger.HasTracesAsync(input, cancellationToken)
                    ? SessionOutcome.Done()
                    : SessionOutcome.Refused(new LegRefusal(leg.Id, refusal));
            }
        }

        return SessionOutcome.Done();
    }

    private static Refusal? RefusalOf(StepOutcome screened) =>
        screened.Result == StepResult.Refused ? screened.Refusal
        : screened.Verdict?.Decision == RiskDecision.Review ? Refusal.For(ReasonCatalog.Get((screened.Verdict.DeclineReason ?? PartnerReason.Unspecified).Code))
        : null;
}
