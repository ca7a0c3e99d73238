using System.Text.Json;
using WalletFunctions.Json;
using WalletFunctions.Shared.Events;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Wallets.Status;
using WalletFunctions.Wallets;

namespace WalletFunctions.Events;

/// <summary>Facts as CloudEvents 1.0, structured mode.</summary>
internal static class WalletEventJson
{
    /// <summary>The media type of a CloudEvent in JSON.</summary>
    internal const string ContentType = "application/cloudevents+json; charset=utf-8";

    private const string Source = "urn:wallet-functions";

    /// <summary>The event's bytes.</summary>
    internal static ReadOnlyMemory<byte> Of(WalletEvent walletEvent) => JsonText.Object(json =>
    {
        json.WriteString("specversion", "1.0");
        json.WriteString("id", walletEvent.Id);
        json.WriteString("source", Source);
        json.WriteString("type", walletEvent.Type);
        json.WriteString("subject", walletEvent.Subject);
        json.WriteString("time", JsonText.Time(walletEvent.Time));
        json.WriteString("partnerid", walletEvent.Partner.Value);
        json.WriteString("datacontenttype", "application/json");
        json.WriteStartObject("data");
        switch (walletEvent)
        {
            case WalletEvent.WalletMoved moved:
                WriteMovement(json, moved);
                break;
            case WalletEvent.TransactionEnded ended:
                WriteEnd(json, ended.Transaction);
                break;
            case WalletEvent.StatusChanged changed:
                WriteStatus(json, changed.Change);
                break;
            case WalletEvent.TransactionReversed reversed:
                json.WriteString("transactionId", reversed.Original.Value);
                json.WriteString("status", WireName.Of(TransactionStatus.Reversed));
                json.WriteBoolean("reverseProvisional", false);
                json.WriteString("reversedBy", reversed.By.Value);
                break;
            case WalletEvent.KycChanged changed:
                WriteKyc(json, changed);
                break;
            default:
                throw new InvalidOperationException($"No document is known for {walletEvent.Type}.");
        }

        json.WriteEndObject();
    });

    private static void WriteMovement(Utf8JsonWriter json, WalletEvent.WalletMoved moved)
    {
        var last = moved.Entries[^1];
        json.WriteString("walletId", moved.Wallet.Value);
        json.WriteNumber("sequence", last.Sequence);
        json.WriteString("transactionId", moved.Transaction.Value);
        json.WriteString("postingId", moved.Booking.Posting.Value);
        json.WriteString("bookingDate", JsonText.Date(moved.Booking.BookingDate));
        json.WriteMoney("amount", moved.Amount);
        json.WriteMoney("balance", last.BalanceAfter);
        json.WriteString("mirrorHash", last.MirrorHash);
        json.WriteStartArray("entries");
        foreach (var entry in moved.Entries)
        {
            json.WriteStartObject();
            json.WriteNumber("sequence", entry.Sequence);
            json.WriteString("direction", entry.Direction == EntryDirection.Debit ? "debit" : "credit");
            json.WriteMoney("amount", entry.Amount);
            json.WriteMoney("balanceAfter", entry.BalanceAfter);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteStatus(Utf8JsonWriter json, StatusChange change)
    {
        json.WriteString("walletId", change.Wallet.Value);
        json.WriteNumber("statusVersion", change.Version);
        json.WriteString("status", WalletStatusNames.Of(change.Effective));
        json.WriteString("partnerStatus", WalletStatusNames.Of(change.PartnerStatus));
        json.WriteString("bankStatus", WalletStatusNames.Of(change.BankStatus));
    }

    // Consents and whatever else is the partner's own to say are not told back.
    private static void WriteKyc(Utf8JsonWriter json, WalletEvent.KycChanged changed)
    {
        json.WriteString("customerId", changed.Customer.Value);
        json.WriteString("tier", changed.Kyc.Tier.Value);
        json.WriteString("status", WireName.Of(changed.Kyc.Status));
        json.WriteOptional("expiresOn", changed.Kyc.ExpiresOn is { } lastDay ? JsonText.Date(lastDay) : null);
    }

    private static void WriteEnd(Utf8JsonWriter json, Transaction transaction)
    {
        json.WriteString("transactionId", transaction.Order.Id.Value);
        json.WriteString("status", WireName.Of(transaction.Status));
        json.WriteBoolean("reverseProvisional", transaction.Status.ReversesProvisional());
        json.WriteOptional("reasonCode", transaction.Refusal?.Code);
    }
}
