using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Reconciliation.Breaks;
using WalletFunctions.Shared.Reconciliation.Breaks.Clearing;
using WalletFunctions.Shared.Transactions;

namespace WalletFunctions.Shared.Banking;

/// <content>Money that comes back and was never taken from a wallet.</content>
public sealed partial class BankOutcomes
{
    /// <summary>Writes lost to others before it is given up, and repeated with the message.</summary>
    private const int MaxAttempts = 8;

    /// <inheritdoc/>
    public async Task<TransactionId?> FindUnchargedAsync(PartnerId partner, BankReference reference, CancellationToken cancellationToken)
    {
        if (!reference.TryGetTransaction(out var id)
            || (await transactions.FindAsync(partner, id, cancellationToken))?.Value is not { Order: { Source: not null, Destination: null } } found
            || !found.Status.ReversesProvisional())
        {
            return null;
        }

        var late = await breaks.FindAsync(partner, BreakOf(partner, reference), cancellationToken);
        return IsPartnerAsked(late?.Value) ? null : id;
    }

    /// <inheritdoc/>
    public async Task<BankReport> TakeBackAsync(PartnerId partner, BankReference reference, BankOutcome returned, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(returned);
        var order = reference.TryGetTransaction(out var id) ? (await transactions.FindAsync(partner, id, cancellationToken))?.Value.Order : null;
        var breakOf = new OutcomeBreaks(partner, reference, returned, time.GetUtcNow());
        if (order is null)
        {
            return await BreakAsync(breakOf.UnknownReference(null), BankReport.Broken, cancellationToken);
        }

        if (order.Amount != returned.Amount || order.Source != returned.Wallet)
        {
            return await BreakAsync(breakOf.Mismatch(order), BankReport.Broken, cancellationToken);
        }

        // What comes back had gone out, whether the bank has told so or not.
        await breaks.OpenAsync(breakOf.SettledAfterRelease(order, await late.BookAsync(order, cancellationToken)), cancellationToken);
        if (!await ResolveAsync(partner, reference, returned, cancellationToken))
        {
            return await BreakAsync(breakOf.Mismatch(order), BankReport.Broken, cancellationToken);
        }

        await late.ClearAsync(order, cancellationToken);
        return BankReport.Decided;
    }

    // The break is the arbiter between this and two operators who ask the partner: false, they were faster. Resolved before anything is booked, so that they cannot be any more.
    private async Task<bool> ResolveAsync(PartnerId partner, BankReference reference, BankOutcome returned, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var found = await breaks.FindAsync(partner, BreakOf(partner, reference), cancellationToken)
                ?? throw new InvalidOperationException($"The break of {reference} is not there.");
            if (IsPartnerAsked(found.Value))
            {
                return false;
            }

            var resolved = BreakLifecycle.Move(found.Value, BreakState.Resolved, "bank", $"the bank has taken it back by {returned.Event}", time.GetUtcNow());

            // One that is closed stays so.
            if (resolved is not Result<Break>.Accepted { Value: var value }
                || await breaks.ReplaceAsync(found with { Value = value }, cancellationToken) is not null)
            {
                return true;
            }
        }

        throw new InvalidOperationException($"The break of {reference} was changed by others {MaxAttempts} times in a row.");
    }

    private static bool IsPartnerAsked(Break? late) => late?.Clearing is { Kind: ClearingKind.PartnerAsked, ApprovedBy: not null };

    private static BreakId BreakOf(PartnerId partner, BankReference reference) => BreakId.Of(partner, BreakKind.SettledAfterRelease, reference.Value);
}
