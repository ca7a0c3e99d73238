using Azure.Data.Tables;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Ledger.Tables;

/// <summary>Control rows: inserted, never changed.</summary>
internal static class ControlCodec
{
    private const string ChangeMark = "1.";

    internal static void Write(ControlRow row, TableEntity entity)
    {
        entity.Set("version", row.Version);
        entity.SetWord("kind", row.Kind);
        entity.Set("type", RowText.Of(row.Type));
        entity.Set("currency", row.Currency.Code);
        entity.Set("customer", row.Customer?.Value);
        entity.Set("tier", row.Tier?.Value);
        entity.Set("profile", row.LimitProfile?.Value);
        entity.Set("shared", row.CustomerLimited);
        entity.SetWord("partnerStatus", row.PartnerStatus);
        entity.SetWord("bankStatus", row.BankStatus);
        entity.Set("statusVersion", row.StatusVersion);
        entity.Set("reason", row.Reason);
        entity.Set("at", row.Time);
        entity.Set("hash", row.Hash);
        entity.Set("key", row.HashKeyId);
    }

    internal static ControlRow Read(string key, TableEntity entity)
    {
        string[] parts = key.Split('~');
        return new ControlRow
        {
            Wallet = RowText.ToId<WalletId>(parts[1]),
            ChangeId = parts[2].StartsWith(ChangeMark, StringComparison.Ordinal) ? parts[2][ChangeMark.Length..] : string.Empty,
            Version = entity.SmallNumber("version"),
            Kind = entity.Word<ControlKind>("kind"),
            Type = RowText.ToEnum<WalletType>(entity.Text("type")),
            Currency = entity.Id<Currency>("currency"),
            Customer = entity.FindId<CustomerId>("customer"),
            Tier = entity.FindId<KycTier>("tier"),
            LimitProfile = entity.FindId<LimitProfileId>("profile"),
            CustomerLimited = entity.Flag("shared"),
            PartnerStatus = entity.Word<WalletStatus>("partnerStatus"),
            BankStatus = entity.Word<WalletStatus>("bankStatus"),
            StatusVersion = entity.SmallNumber("statusVersion"),
            Reason = entity.FindText("reason") ?? string.Empty,
            Time = entity.Time("at"),
            Hash = entity.FindText("hash") ?? string.Empty,
            HashKeyId = entity.FindText("key") ?? string.Empty,
        };
    }
}
