using System.Text.Json;
using WalletFunctions.Json;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Reasons;

namespace WalletFunctions.Wallets;

/// <summary>Wallets and entries as partners see them.</summary>
internal static class WalletJson
{
    /// <summary>A wallet.</summary>
    internal static ReadOnlyMemory<byte> Of(WalletView wallet, string externalWalletId) => JsonText.Object(json =>
    {
        json.WriteString("walletId", wallet.Wallet.Value);
        json.WriteString("externalWalletId", externalWalletId);
        json.WriteString("type", wallet.Type.ToWord());
        json.WriteString("currency", wallet.Currency.Code);
        json.WriteString("status", WalletStatusNames.Of(wallet.Status));
        json.WriteString("partnerStatus", WalletStatusNames.Of(wallet.PartnerStatus));
        json.WriteString("bankStatus", WalletStatusNames.Of(wallet.BankStatus));

        // There is one way only into the bank's closed.
        json.WriteOptional("reasonCode", wallet.BankStatus == WalletStatus.Closed ? ReasonCatalog.WalletRejected.Code : null);
        json.WriteStartObject("balance");
        json.WriteMoney("posted", wallet.Posted);
        json.WriteMoney("held", wallet.Held);
        json.WriteMoney("available", wallet.Available);
        json.WriteEndObject();
        json.WriteNumber("sequence", wallet.Sequence);
        json.WriteString("createdAt", JsonText.Time(wallet.OpenedAt));
    });

    /// <summary>The version of a wallet's status, as an entity tag: postings do not change it.</summary>
    internal static string ETagOf(WalletView wallet) => FormattableString.Invariant($"\"{wallet.StatusVersion}\"");

    /// <summary>A page of entries.</summary>
    internal static ReadOnlyMemory<byte> Of(EntryPage page) => JsonText.Object(json =>
    {
        json.WriteStartArray("items");
        foreach (var entry in page.Items)
        {
            Write(json, entry);
        }

        json.WriteEndArray();
        json.WriteString("nextCursor", page.Next?.ToString());
    });

    private static void Write(Utf8JsonWriter json, EntryView entry)
    {
        json.WriteStartObject();
        json.WriteString("walletId", entry.Wallet.Value);
        json.WriteNumber("sequence", entry.Sequence);
        json.WriteString("transactionId", entry.Transaction.Value);
        json.WriteString("postingId", entry.Posting.Value);
        json.WriteString("direction", entry.Direction == EntryDirection.Debit ? "debit" : "credit");
        json.WriteMoney("amount", entry.Amount);
        json.WriteMoney("balanceAfter", entry.BalanceAfter);
        json.WriteString("counterparty", entry.Counterparty);
        json.WriteString("bookingDate", JsonText.Date(entry.BookingDate));
        json.WriteString("time", JsonText.Time(entry.Time));
        json.WriteString("mirrorHash", entry.MirrorHash);
        json.WriteEndObject();
    }
}
