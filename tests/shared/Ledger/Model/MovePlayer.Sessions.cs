using System.Numerics;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Plans;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Tests.Shared.Ledger.Model;

/// <content>Sessions and transfers across partitions, by their plans: whole or not at all, and what they come to is told from the legs alone.</content>
internal sealed partial class MovePlayer
{
    private readonly List<(IReadOnlyList<Leg> Legs, LedgerPlan Plan)> _settled = [];
    private readonly HashSet<(LedgerPartition, PostingId)> _planned = [];

    private async Task SessionAsync(Move move)
    {
        var legs = new List<Leg>();
        for (int i = 0; i < 1 + (move.A % 4); i++)
        {
            legs.Add(LegOf(move with { A = move.A + (i * move.B), Amount = (move.Amount + (i * 41)) % 1_000, Extra = move.Extra + i }, i));
        }

        var plan = move.Extra % 3 == 0
            ? LedgerPlans.Reserved(ScenarioWorld.Partner, run.Clock.Today, legs)
            : LedgerPlans.Session(ScenarioWorld.Partner, legs.Count == 1 ? legs[0].Transaction : ScenarioIds.Transaction(_number), run.Clock.Today, legs);
        var before = Standing.Of(Model);
        bool settled = await RunAsync(plan, move, mayBlock: true);
        var after = Standing.Of(Model);
        Agreement.Same("what the session moved", string.Empty, before.With(settled ? legs : []).Differences(after));
        if (settled)
        {
            _settled.Add((legs, plan));
            foreach (var source in legs.GroupBy(leg => leg.Source))
            {
                var debited = source.Aggregate(BigInteger.Zero, (sum, leg) => sum + leg.Total.Minor);
                Agreement.Same($"the session spends of {source.Key} what another leg brings", true, debited <= before.Available(source.Key));
            }
        }
    }

    private async Task SessionBackAsync(Move move)
    {
        if (_settled.Count == 0)
        {
            return;
        }

        var (legs, posted) = _settled[move.A % _settled.Count];
        var leg = legs[move.B % legs.Count];
        var by = ScenarioIds.Transaction(_number);
        bool isOnePosting = posted.Reservations.Count == 0 && legs.Count > 1;
        if (isOnePosting)
        {
            await SendAsync(new ReversePosting { Partition = posted.Postings[0].Partition, Original = posted.Postings[0].Id, Transaction = by, BookingDate = run.Clock.Today });
            return;
        }

        if (move.Extra % 5 == 3)
        {
            await RaceBackAsync(legs, leg, move);
            return;
        }

        var before = Standing.Of(Model);
        bool isRefund = move.Extra % 2 == 0 && leg.Destination.Wallet is not null;
        var amount = new Money(Math.Max(1, move.Amount % 3 == 0 ? leg.Amount.Minor : leg.Amount.Minor / (1 + (move.Amount % 4))), leg.Amount.Currency);
        var plan = isRefund
            ? ReversalPlans.Refund(ScenarioWorld.Partner, run.Clock.Today, leg, by, amount)
            : BackOf(legs, 30_000);
        bool settled = await RunAsync(plan, move, mayBlock: !isRefund || !leg.IsLocal);
        IEnumerable<Leg> back = isRefund ? [leg with { Amount = amount, Fee = null }] : legs;
        bool toSuspense = back.Any(each => Model.Find(each.Source)!.Status == WalletStatus.Closed);
        if (!toSuspense || !settled)
        {
            Agreement.Same("what the way back moved", string.Empty, before.Without(settled ? back : []).Differences(Standing.Of(Model)));
        }
    }

    private LedgerPlan BackOf(IReadOnlyList<Leg> legs, int numbers) =>
        ReversalPlans.Reversal(ScenarioWorld.Partner, run.Clock.Today, [.. legs.Select((each, i) => (each, ScenarioIds.Transaction((10 * (_number + numbers)) + i)))]);

    /// <summary>Two reversals of the whole session and one of a single leg meet: whatever each has reserved when the others come, none of them is ever half.</summary>
    private async Task RaceBackAsync(IReadOnlyList<Leg> legs, Leg leg, Move move)
    {
        LedgerPlan[] plans = [BackOf(legs, 60_000), BackOf(legs, 120_000), BackOf([leg], 180_000)];
        IReadOnlyList<Leg>[] backs = [legs, legs, [leg]];
        _planned.UnionWith(plans.SelectMany(plan => plan.Postings).Select(posting => (posting.Partition, posting.Id)));
        var before = Standing.Of(Model);
        bool[] refused = new bool[plans.Length];
        int[] next = new int[plans.Length];
        for (int i = 0; plans.Where((plan, number) => !refused[number] && next[number] < plan.Reservations.Count).Any(); i++)
        {
            int number = (move.A + (i * (1 + (move.B % 5)))) % plans.Length;
            number = Enumerable.Range(number, plans.Length).Select(other => other % plans.Length).First(other => !refused[other] && next[other] < plans[other].Reservations.Count);
            refused[number] = !await SendAsync(plans[number].Reservations[next[number]++]);
        }

        for (int number = 0; number < plans.Length; number++)
        {
            foreach (var release in refused[number] ? plans[number].Releases : [])
            {
                await SendAsync(release);
            }

            int posted = 0;
            foreach (var posting in refused[number] ? [] : plans[number].Postings)
            {
                posted += await SendAsync(posting) ? 1 : 0;
            }

            Agreement.Same("postings of a reversal that raced, all or none", refused[number] ? 0 : plans[number].Postings.Count, posted);
        }

        Agreement.Same("reversals of one session that succeeded, at most one", true, refused.Count(each => !each) <= 1);
        Leg[] taken = [.. Enumerable.Range(0, plans.Length).Where(number => !refused[number]).SelectMany(number => backs[number])];
        if (taken.All(each => Model.Find(each.Source)!.Status != WalletStatus.Closed))
        {
            Agreement.Same("what the way back moved", string.Empty, before.Without(taken).Differences(Standing.Of(Model)));
        }
    }

    private Leg LegOf(Move move, int index)
    {
        var from = SlotOf(move.A);
        var to = Pick(ScenarioWorld.Slots.Where(slot => slot != from && slot.Currency == from.Currency).ToList(), move.B + index);
        return new Leg
        {
            Transaction = ScenarioIds.Transaction(400_000 + (10 * _number) + index),
            Source = from.Wallet,
            Destination = to is null || move.Extra % 6 == 5 ? LineWallet.Of(WalletType.Fee) : LineWallet.Of(to.Wallet),
            Amount = new Money(Math.Max(1, Math.Min(MoveAmounts.Of(move, Model, Model.Find(from.Wallet), EntryDirection.Debit), long.MaxValue / 2)), from.Currency),
            Fee = move.Extra % 5 == 0 ? new Money(1 + (move.Extra % 20), from.Currency) : null,
        };
    }

    /// <summary>Reserve all, then post all, in any order; or release all.</summary>
    /// <returns>Whether it was posted.</returns>
    private async Task<bool> RunAsync(LedgerPlan plan, Move move, bool mayBlock)
    {
        _planned.UnionWith(plan.Postings.Select(posting => (posting.Partition, posting.Id)));
        bool refused = false;
        foreach (var hold in plan.Reservations)
        {
            refused |= !await SendAsync(hold);
        }

        if (refused)
        {
            foreach (var release in plan.Releases)
            {
                await SendAsync(release);
            }

            return false;
        }

        if (mayBlock && plan.Reservations.Count > 0 && move.Extra % 4 == 1)
        {
            // Nothing can refuse from here on.
            await SendAsync(Status(plan.Reservations[^1].Wallet, StatusSide.Bank, WalletStatus.Blocked));
        }

        int posted = 0;
        for (int i = 0; i < plan.Postings.Count; i++)
        {
            posted += await SendAsync(plan.Postings[(i + move.B) % plan.Postings.Count]) ? 1 : 0;
        }

        bool whole = posted == plan.Postings.Count || (posted == 0 && plan.Reservations.Count == 0);
        Agreement.Same("postings of a plan, all or none", true, whole, $"{posted} of {plan.Postings.Count}");
        return posted > 0;
    }
}
