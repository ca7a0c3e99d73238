using WalletFunctions.Partners;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Plans;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Refusals;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Saga;
using WalletFunctions.Transactions.Undo;

namespace WalletFunctions.Transactions.Steps;

/// <summary>Moves money in the ledger, as <see cref="TransactionPlan"/> says. Each command carries its own key, so that a repeated step brings what it brought first.</summary>
public sealed class LedgerSteps(ILedger ledger, ILedgerReader reader, EarlierDecisions decisions, Diversions diversions, PartnerDirectory partners)
{
    /// <summary>Posts in one ledger partition; refused by the wallets.</summary>
    public async Task<StepOutcome> PostAsync(StepInput input, CancellationToken cancellationToken)
    {
        var plan = await PlanAsync(input, cancellationToken);
        var posted = await ledger.PostAsync(plan.Postings.Single(), cancellationToken);
        return posted.IsAccepted ? await PostedAsync(input, [posted.Value], cancellationToken) : Refused(posted.Refusal, input);
    }

    /// <summary>Reserves the funds and the headroom; refused by any wallet. Posted if an earlier run has captured it.</summary>
    public async Task<StepOutcome> ReserveAsync(StepInput input, CancellationToken cancellationToken)
    {
        var plan = await PlanAsync(input, cancellationToken);
        var holds = new List<LedgerResult<HoldView>>(plan.Reservations.Count);
        foreach (var round in plan.Rounds)
        {
            holds.AddRange(await Task.WhenAll(round.Select(hold => ledger.HoldAsync(hold, cancellationToken))));

            // The source's refusal is told first: it is the one that the partner's customer can do something about.
            if (holds.Find(hold => !hold.IsAccepted) is { } refused)
            {
                return await decisions.WhyLostAsync(input.State.Order, refused.Refusal!, cancellationToken) ?? Refused(refused.Refusal!, input);
            }
        }

        // An earlier run used it, or gave it up: for what was decided then, and never for nothing.
        var order = input.State.Order;
        var isOnePosting = plan.Postings.Count == 1;
        if (holds.Find(hold => hold.Value!.State == HoldState.Captured) is { Value: { } captured })
        {
            return StepOutcome.Posted() with { BookingDate = isOnePosting ? null : await BookingDateOfAsync(order, captured, cancellationToken) };
        }

        return holds.Exists(hold => hold.Value!.State is HoldState.Released or HoldState.Expired)
            ? await decisions.WhyReleasedAsync(order, cancellationToken)
            : StepOutcome.Done() with { BookingDate = isOnePosting ? null : order.BusinessDateAt(holds.Max(hold => hold.Value!.PlacedAt)) };
    }

    /// <summary>Posts against what was reserved: cannot be refused, unless the one posting that is needed was given up at the door.</summary>
    public async Task<StepOutcome> SettleAsync(StepInput input, CancellationToken cancellationToken)
    {
        var plan = await PlanAsync(input, cancellationToken);
        var posted = await Task.WhenAll(plan.Postings.Select(posting => ledger.PostAsync(posting, cancellationToken)));
        return posted is [{ Refusal: PostingCanceled canceled }]
            ? Refused(canceled, input)
            : await PostedAsync(input, [.. posted.Select(part => Certain(part, input))], cancellationToken);
    }

    /// <summary>Gives up all reservations, and makes sure that none is placed late.</summary>
    public async Task<StepOutcome> ReleaseAsync(StepInput input, CancellationToken cancellationToken)
    {
        await PlanAsync(input, cancellationToken);
        var releases = TransactionPlan.ReleasesOf(input.State);

        // Looked at first: where one end has posted, the other must stay reserved, or its half of the money is gone.
        var known = releases.Count == 1 ? [] : await Task.WhenAll(releases.Select(release => reader.FindHoldAsync(release.Partner, release.Wallet, release.Id, cancellationToken)));
        if (known.Any(hold => hold?.State == HoldState.Captured))
        {
            throw Captured(input);
        }

        var released = await Task.WhenAll(releases.Select(release => ledger.ReleaseAsync(release, cancellationToken)));

        // A refusal that stands under the hold's id is as good as a release. A hold that was captured is not.
        return released.Any(hold => hold.Refusal is HoldNotActive)
            ? throw Captured(input)
            : StepOutcome.Done();
    }

    /// <summary>Makes sure that the one posting never lands; posted if it had landed.</summary>
    public async Task<StepOutcome> RefusePostingAsync(StepInput input, CancellationToken cancellationToken)
    {
        var posting = (await PlanAsync(input, cancellationToken)).Postings.Single();
        var refused = await ledger.RefuseAsync(new RefusePosting(posting.Partition, posting.Id), cancellationToken);
        return refused.IsAccepted ? StepOutcome.Posted(Booking.Of(refused.Value)) : StepOutcome.Done();
    }

    /// <summary>
    /// Makes sure that the transaction does not go the direct way (any more). True: it went it before, and has posted.
    /// </summary>
    internal async Task<bool> CloseDirectWayAsync(TransactionOrder order, CancellationToken cancellationToken)
    {
        await partners.GetAsync(order.Partner, cancellationToken);
        return TransactionPlan.DirectPostingOf(order) is { } posting
            && (await ledger.RefuseAsync(new RefusePosting(posting.Partition, posting.Id), cancellationToken)).IsAccepted;
    }

    private async Task<StepOutcome> PostedAsync(StepInput input, IReadOnlyList<PostingReceipt> receipts, CancellationToken cancellationToken)
    {
        await diversions.ReportAsync(input.State.Order.Partner, receipts, cancellationToken);
        return StepOutcome.Posted([.. receipts.Select(Booking.Of)]);
    }

    private static StepOutcome Refused(LedgerRefusal refusal, StepInput input) => StepOutcome.Refused(LedgerReasons.ToRefusal(refusal, input.State.Order));

    private static InvalidOperationException Captured(StepInput input) => new($"A reservation of {input.State.Order.Id} was captured and cannot be released.");

    private static PostingReceipt Certain(LedgerResult<PostingReceipt> part, StepInput input) =>
        part.Value ?? throw new InvalidOperationException($"The ledger refused a reserved part of {input.State.Order.Id}: {part.Refusal}.");

    private async Task<LedgerPlan> PlanAsync(StepInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);

        // The ledger asks for the partner's terms in memory; after a restart nobody may have read them yet.
        await partners.GetAsync(input.State.Order.Partner, cancellationToken);
        return TransactionPlan.Of(input.State, input.State.BookingDate ?? input.BookingDate);
    }

    // What has posted a part says the date of the rest: whoever decided it knew more than its reservation tells.
    private async Task<DateOnly> BookingDateOfAsync(TransactionOrder order, HoldView captured, CancellationToken cancellationToken)
    {
        var posting = captured.CapturedBy ?? throw new InvalidOperationException($"The hold {captured.Id} of {order.Id} was captured by nobody.");
        return (await reader.FindPostingAsync(LedgerPartition.Of(order.Partner, captured.Wallet), posting, cancellationToken))?.Posted?.BookingDate
            ?? throw new InvalidOperationException($"The posting {posting} of {order.Id}, which captured a hold, is not there.");
    }
}
