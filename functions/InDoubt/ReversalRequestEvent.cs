using System.Text;
using WalletFunctions.Callbacks;
using WalletFunctions.Json;
using WalletFunctions.Shared.Callbacks.Endpoints;
using WalletFunctions.Shared.Transactions;

namespace WalletFunctions.InDoubt;

/// <summary>
/// The callback that asks a fintech for its own reversal of a transaction that is settled here and taken back there. The fintech first books
/// the original again, from its watermark, then the reversal: so both ledgers have both.
/// </summary>
internal static class ReversalRequestEvent
{
    private const string ContentType = "application/cloudevents+json; charset=utf-8";

    /// <summary>The event of a transaction: the same every time.</summary>
    internal static CallbackEvent Of(Transaction transaction)
    {
        var order = transaction.Order;
        var id = $"{order.Id}.reversal-requested";
        var body = JsonText.Object(json =>
        {
            json.WriteString("specversion", "1.0");
            json.WriteString("id", id);
            json.WriteString("source", "urn:wallet-functions");
            json.WriteString("type", CallbackEventTypes.TransactionReversalRequested);
            json.WriteString("subject", order.Id.Value);

            // The transaction's own time: the same event is written whenever this is repeated.
            json.WriteString("time", JsonText.Time(transaction.UpdatedAt));
            json.WriteString("partnerid", order.Partner.Value);
            json.WriteString("datacontenttype", "application/json");
            json.WriteStartObject("data");
            json.WriteString("transactionId", order.Id.Value);
            json.WriteString("idempotencyKey", transaction.IdempotencyKey);
            json.WriteString("reversal", $"/v1/transactions/{order.Id}/reversal");
            json.WriteStartArray("watermarks");
            foreach (var mark in transaction.Watermarks())
            {
                json.WriteStartObject();
                json.WriteString("walletId", mark.Wallet.Value);
                json.WriteNumber("sequence", mark.Sequence);
                json.WriteMoney("balance", mark.Balance);
                json.WriteString("mirrorHash", mark.MirrorHash);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
        return new CallbackEvent(
            order.Partner, id, CallbackEventTypes.TransactionReversalRequested, WalletId: null, ContentType, Encoding.UTF8.GetString(body.Span));
    }
}
