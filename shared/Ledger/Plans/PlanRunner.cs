using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Refusals;

namespace WalletFunctions.Shared.Ledger.Plans;

/// <summary>Drives plans from end to end, for callers that hold no state of their own. When it throws, run the same plan again: it goes on where it was.</summary>
/// <param name="ledger">The ledger.</param>
public sealed class PlanRunner(ILedger ledger)
{
    /// <summary>Runs a plan. Throws <see cref="LedgerUnavailableException"/>; InvalidOperationException if a posting against reservations is refused, which cannot be unless someone else used its keys.</summary>
    public async Task<PlanOutcome> RunAsync(LedgerPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var refusals = new List<(TransactionId Transaction, LedgerRefusal Refusal)>();
        foreach (IReadOnlyList<PlaceHold> round in plan.Rounds.TakeWhile(_ => refusals.Count == 0))
        {
            LedgerResult<HoldView>[] holds = await Task.WhenAll(round.Select(hold => ledger.HoldAsync(hold, cancellationToken)));
            for (int i = 0; i < holds.Length; i++)
            {
                if (FindRefusal(holds[i]) is { } refusal)
                {
                    refusals.Add((round[i].Transaction, refusal));
                }
            }
        }

        if (refusals.Count > 0)
        {
            await Task.WhenAll(plan.Releases.Select(release => ledger.ReleaseAsync(release, cancellationToken)));
            return new PlanOutcome.Refused(refusals);
        }

        LedgerResult<PostingReceipt>[] posted = await Task.WhenAll(plan.Postings.Select(posting => ledger.PostAsync(posting, cancellationToken)));
        var receipts = new List<PostingReceipt>(posted.Length);
        for (int i = 0; i < posted.Length; i++)
        {
            if (posted[i].IsAccepted)
            {
                receipts.Add(posted[i].Value!);
            }
            else if (plan.Reservations.Count > 0 || plan.Postings.Count > 1)
            {
                throw new InvalidOperationException($"Posting {plan.Postings[i].Id} was refused although everything was reserved: {posted[i].Refusal}.");
            }
            else
            {
                return new PlanOutcome.Refused([(plan.Postings[i].Transaction, posted[i].Refusal!)]);
            }
        }

        return new PlanOutcome.Posted(receipts);
    }

    /// <summary>A hold that an earlier run released is as good as refused: that run had met a refusal.</summary>
    private static LedgerRefusal? FindRefusal(LedgerResult<HoldView> hold) => hold switch
    {
        { IsAccepted: false } => hold.Refusal,
        { Value: { State: HoldState.Released or HoldState.Expired } ended } => new HoldNotActive(ended.Wallet, ended.Id, ended.State),
        _ => null,
    };
}
