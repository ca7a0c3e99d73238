using WalletFunctions.Shared.Alerts;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Storage;

namespace WalletFunctions.Shared.Reconciliation.Breaks;

/// <summary>
/// Calls a person for every break that opens. The row comes first, then the alert, then a mark that it was raised: a crash between them is mended by whoever finds the difference again, who
/// raises the alert once more under the same id.
/// </summary>
public sealed class AlertingBreakStore(IBreakStore store, IAlerts alerts, TimeProvider time) : IBreakStore
{
    private const string Kind = "break.opened";

    /// <inheritdoc/>
    public async Task<bool> OpenAsync(Break found, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(found);
        var isNew = await store.OpenAsync(found, cancellationToken);
        if (await store.FindAsync(found.Partner, found.Id, cancellationToken) is { Value.AlertedAt: null } kept)
        {
            var now = time.GetUtcNow();
            await alerts.RaiseAsync(AlertOf(kept.Value, now), cancellationToken);

            // Lost to an operator who was quicker: then it is seen already, and at worst raised again under the same id.
            await store.ReplaceAsync(kept with { Value = kept.Value with { AlertedAt = now } }, cancellationToken);
        }

        return isNew;
    }

    /// <inheritdoc/>
    public Task<Versioned<Break>?> FindAsync(PartnerId partner, BreakId id, CancellationToken cancellationToken) => store.FindAsync(partner, id, cancellationToken);

    /// <inheritdoc/>
    public Task<Versioned<Break>?> ReplaceAsync(Versioned<Break> changed, CancellationToken cancellationToken) => store.ReplaceAsync(changed, cancellationToken);

    /// <inheritdoc/>
    public Task<BreakPage> ListAsync(PartnerId partner, BreakQuery query, CancellationToken cancellationToken) => store.ListAsync(partner, query, cancellationToken);

    private static Alert AlertOf(Break found, DateTimeOffset now) => new()
    {
        Id = $"break.{found.Id}",
        Kind = Kind,
        Partner = found.Partner,
        Subject = found.Id.Value,
        Detail = $"{found.Found} {found.Expected}",
        At = now,
    };
}
