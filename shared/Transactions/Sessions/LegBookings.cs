using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Reading;

namespace WalletFunctions.Shared.Transactions.Sessions;

/// <summary>What a leg posted.</summary>
/// <param name="Leg">The leg.</param>
/// <param name="Bookings">Its part of each posting.</param>
public sealed record LegBookings(TransactionId Leg, IReadOnlyList<Booking> Bookings)
{
    /// <summary>The parts of a leg in what its session posted, as one posting or as several.</summary>
    public static LegBookings Of(TransactionId leg, IEnumerable<PostingReceipt> receipts) => new(
        leg,
        [.. receipts
            .Select(receipt => receipt with { Lines = [.. receipt.Lines.Where(line => line.Transaction == leg)] })
            .Where(part => part.Lines.Count > 0)
            .Select(Booking.Of)]);
}
