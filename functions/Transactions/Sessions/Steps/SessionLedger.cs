using WalletFunctions.Partners;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Plans;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Refusals;
using WalletFunctions.Shared.Transactions.Sessions;
using WalletFunctions.Transactions.Undo;

namespace WalletFunctions.Transactions.Sessions.Steps;

/// <summary>Moves a session's money in the ledger, as <see cref="SessionPlans"/> says. Each command carries its own key, so that a repeated step brings what it brought first.</summary>
public sealed class SessionLedger(ILedger ledger, ILedgerReader reader, Diversions diversions, PartnerDirectory partners)
{
    /// <summary>Posts all legs as one posting; refused by the wallets of any.</summary>
    public async Task<SessionOutcome> PostAsync(SessionStepInput input, CancellationToken cancellationToken)
    {
        var plan = await PlanAsync(input, cancellationToken);
        var posted = await ledger.PostAsync(plan.Postings.Single(), cancellationToken);
        return posted.IsAccepted
            ? await PostedAsync(input, [posted.Value], cancellationToken)
            : SessionOutcome.Refused(LegRefusals.Of(posted.Refusal, input.State.Order.Legs));
    }

    /// <summary>Reserves every leg at both ends; refused by any.</summary>
    public async Task<SessionOutcome> ReserveAsync(SessionStepInput input, CancellationToken cancellationToken)
    {
        var plan = await PlanAsync(input, cancellationToken);
        var legs = input.State.Order.Legs.ToDictionary(leg => leg.Id);
        var reservedAt = DateTimeOffset.MinValue;
        foreach (var round in plan.Rounds)
        {
            var holds = await Task.WhenAll(round.Select(hold => ledger.HoldAsync(hold, cancellationToken)));
            LegRefusal[] refusals =
            [
                .. holds.Zip(round, (held, asked) => (Held: held, asked.Transaction))
                    .Select(hold => (hold.Transaction, Refusal: RefusalOf(hold.Held)))
                    .Where(hold => hold.Refusal is not null)
                    .SelectMany(hold => LegRefusals.Of(hold.Refusal!, [legs[hold.Transaction]])),
            ];
            if (refusals.Length > 0)
            {
                return SessionOutcome.Refused(refusals);
            }

            reservedAt = holds.Select(hold => hold.Value!.PlacedAt).Append(reservedAt).Max();
        }

        return SessionOutcome.Done() with { BookingDate = input.State.Order.BusinessDateAt(reservedAt) };
    }

    /// <summary>Posts every leg against what was reserved: cannot be refused.</summary>
    public async Task<SessionOutcome> SettleAsync(SessionStepInput input, CancellationToken cancellationToken)
    {
        var plan = await PlanAsync(input, cancellationToken);
        var posted = await Task.WhenAll(plan.Postings.Select(posting => ledger.PostAsync(posting, cancellationToken)));
        return await PostedAsync(input, [.. posted.Select(part => Certain(part, input))], cancellationToken);
    }

    /// <summary>Gives up all reservations, and makes sure that none is placed late, nor the one posting of a session that needs none; posted if that had landed.</summary>
    public async Task<SessionOutcome> ReleaseAsync(SessionStepInput input, CancellationToken cancellationToken)
    {
        var plan = await PlanAsync(input, cancellationToken);
        if (plan is { Reservations: [], Postings: [var only] })
        {
            var refused = await ledger.RefuseAsync(new RefusePosting(only.Partition, only.Id), cancellationToken);
            return refused.IsAccepted ? await PostedAsync(input, [refused.Value], cancellationToken) : SessionOutcome.Done();
        }

        var released = await Task.WhenAll(plan.Releases.Select(release => ledger.ReleaseAsync(release, cancellationToken)));

        // A refusal that stands under the hold's id is as good as a release. A hold that was captured is not.
        return released.Any(hold => hold.Refusal is HoldNotActive)
            ? throw new InvalidOperationException($"A reservation of the session {input.State.Order.Id} was captured and cannot be released.")
            : SessionOutcome.Done();
    }

    /// <summary>Whether an earlier run has left anything in the ledger.</summary>
    internal async Task<bool> HasTracesAsync(SessionStepInput input, CancellationToken cancellationToken)
    {
        var plan = await PlanAsync(input, cancellationToken);
        foreach (var hold in plan.Reservations)
        {
            if (await reader.FindHoldAsync(hold.Partner, hold.Wallet, hold.Id, cancellationToken) is not null)
            {
                return true;
            }
        }

        foreach (var posting in plan.Postings)
        {
            if ((await reader.FindPostingAsync(posting.Partition, posting.Id, cancellationToken))?.Posted is not null)
            {
                return true;
            }
        }

        return false;
    }

    // A hold that an earlier run has released is as good as refused: that run had met a refusal.
    private static LedgerRefusal? RefusalOf(LedgerResult<HoldView> hold) =>
        hold.Refusal ?? (hold.Value is { State: HoldState.Released or HoldState.Expired } ended ? new HoldCanceled(ended.Wallet, ended.Id) : null);

    private static PostingReceipt Certain(LedgerResult<PostingReceipt> part, SessionStepInput input) =>
        part.Value ?? throw new InvalidOperationException($"The ledger refused a reserved part of the session {input.State.Order.Id}: {part.Refusal}.");

    private async Task<SessionOutcome> PostedAsync(SessionStepInput input, IReadOnlyList<PostingReceipt> receipts, CancellationToken cancellationToken)
    {
        await diversions.ReportAsync(input.State.Order.Partner, receipts, cancellationToken);
        return SessionOutcome.Posted([.. input.State.Order.Legs.Select(leg => LegBookings.Of(leg.Id, receipts))]);
    }

    private async Task<LedgerPlan> PlanAsync(SessionStepInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);

        // The ledger asks for the partner's terms in memory; after a restart nobody may have read them yet.
        var order = input.State.Order;
        await partners.GetAsync(order.Partner, cancellationToken);
        return SessionPlans.Of(order, input.State.BookingDate ?? input.BookingDate);
    }
}
