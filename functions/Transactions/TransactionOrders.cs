using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Partners;
using WalletFunctions.Shared.Transactions;

namespace WalletFunctions.Transactions;

/// <summary>Makes orders of requests.</summary>
internal static class TransactionOrders
{
    /// <summary>What a partner's request orders.</summary>
    internal static TransactionOrder Of(Partner partner, TransactionId id, TransactionRequest request, DateTimeOffset now) => new()
    {
        Partner = partner.Id,
        Id = id,
        Type = request.Type,
        Amount = request.Amount,
        Fee = request.Fee,
        Source = request.Source,
        Destination = request.Destination,
        BankEvent = request.BankEventId is { } eventId ? BankEventKey.Derive(partner.Id, eventId) : null,
        Reference = request.Reference,
        TimeZone = partner.TimeZone,
        CreatedAt = now,
    };
}
