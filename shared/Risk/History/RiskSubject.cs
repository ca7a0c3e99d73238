using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Risk.History;

/// <summary>
/// Whose history a transaction belongs to: the paying side, or the receiving side where nobody of the partner pays. The customer, so that all
/// its wallets share one history; the wallet itself where there is no customer.
/// </summary>
/// <param name="Id">The subject's id, unique within the partner: <c>c:</c> and the customer, or <c>w:</c> and the wallet.</param>
/// <param name="WalletId">The wallet on the subject's side.</param>
/// <param name="Direction">Whether money leaves or reaches the subject.</param>
public sealed record RiskSubject(string Id, WalletId WalletId, MovementDirection Direction)
{
    private const string CustomerPrefix = "c:";

    /// <summary>Whether the subject is a customer, not a wallet without one.</summary>
    public bool IsCustomer => Id.StartsWith(CustomerPrefix, StringComparison.Ordinal);

    /// <summary>The subject of a transaction; null when no wallet of the partner takes part.</summary>
    public static RiskSubject? Of(RiskRequest request)
    {
        var direction = request.Source is null ? MovementDirection.Incoming : MovementDirection.Outgoing;
        return (request.Source ?? request.Destination) is { } party
            ? new RiskSubject(party.CustomerId is { } customer ? $"{CustomerPrefix}{customer}" : $"w:{party.WalletId}", party.WalletId, direction)
            : null;
    }
}
