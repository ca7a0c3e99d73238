using System.Text;
using WalletFunctions.Events;
using WalletFunctions.Shared.Events;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Undo;
using WalletFunctions.Tests.Shared.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Functions.Events;

public sealed class WalletEventJsonTests
{
    private static readonly TransactionId Other = TransactionId.Derive(Orders.Partner, "other");

    private static readonly Transaction Settled = new()
    {
        Order = Orders.Transfer(),
        IdempotencyKey = "key-1",
        Fingerprint = "f",
        Request = Encoding.UTF8.GetBytes("{}"),
        TraceId = "t",
        Status = TransactionStatus.Settled,
        Bookings = [Orders.Booking(Orders.Alice), Orders.Booking(Orders.Bob, 2)],
        UpdatedAt = Orders.Now.AddMilliseconds(7),
        Answer = new StoredAnswer(StoredAnswer.Settled, default),
    };

    [Theory]
    [InlineData(TransactionType.Reversal)]
    [InlineData(TransactionType.Refund)]
    public void What_is_published_after_the_transaction_was_taken_back_is_the_same_fact_byte_for_byte(TransactionType undoing)
    {
        var undo = Orders.Transfer() with { Id = Other, Type = undoing };
        var takenBack = UndoMarks.Mark(Settled, undo, Orders.Now.AddDays(1))!.Transaction;

        Assert.Equal(Published(Settled), Published(takenBack));
        Assert.Contains("\"status\":\"settled\"", Published(takenBack)[^1], StringComparison.Ordinal);
    }

    private static string[] Published(Transaction transaction) =>
        [.. TransactionEvents.Of(transaction).Select(fact => Encoding.UTF8.GetString(WalletEventJson.Of(fact).Span))];
}
