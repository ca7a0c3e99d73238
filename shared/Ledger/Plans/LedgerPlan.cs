using WalletFunctions.Shared.Ledger.Commands;

namespace WalletFunctions.Shared.Ledger.Plans;

/// <summary>
/// Something that happens whole or not at all, in as many ledger partitions as it takes: reserve everything, and only if nothing was refused post everything, in any order and at the
/// same time; else release everything. Only a reservation can refuse: postings against reservations cannot. Where one posting is enough there are no reservations, and it may refuse.
/// Every command carries its key, so that a step which is repeated, by whomever, brings what it brought first.
/// </summary>
public sealed record LedgerPlan
{
    /// <summary>The first step.</summary>
    public required IReadOnlyList<PlaceHold> Reservations { get; init; }

    /// <summary>Others may want the same: the reservations are placed in rounds, in an order that all such plans share, so that one of them wins and they do not refuse each other.</summary>
    public bool IsContested { get; init; }

    /// <summary>
    /// The first step, in its rounds: the reservations of a round at the same time, the next round only if none was refused. A contested plan begins with the first reservation alone; then come
    /// the other funds, then the other rights to reverse.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<PlaceHold>> Rounds
    {
        get
        {
            IReadOnlyList<PlaceHold>[] rounds = IsContested
                ? [[.. Reservations.Take(1)], [.. Reservations.Skip(1).Where(hold => hold.Kind != HoldKind.TakeBack)], [.. Reservations.Skip(1).Where(hold => hold.Kind == HoldKind.TakeBack)]]
                : [Reservations];
            return [.. rounds.Where(round => round.Count > 0)];
        }
    }

    /// <summary>The second step, if no reservation was refused.</summary>
    public required IReadOnlyList<PostLines> Postings { get; init; }

    /// <summary>The second step, if one was: also for reservations that were refused or never tried, so that no late attempt can place them.</summary>
    public IReadOnlyList<ReleaseHold> Releases =>
        [.. Reservations.Select(hold => new ReleaseHold { Partner = hold.Partner, Wallet = hold.Wallet, Id = hold.Id })];
}
