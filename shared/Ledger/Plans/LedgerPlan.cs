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

    /// <summary>The second step, if no reservation was refused.</summary>
    public required IReadOnlyList<PostLines> Postings { get; init; }

    /// <summary>The second step, if one was: also for reservations that were refused or never tried, so that no late attempt can place them.</summary>
    public IReadOnlyList<ReleaseHold> Releases =>
        [.. Reservations.Select(hold => new ReleaseHold { Partner = hold.Partner, Wallet = hold.Wallet, Id = hold.Id })];
}
