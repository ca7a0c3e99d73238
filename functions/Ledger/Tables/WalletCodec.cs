using Azure.Data.Tables;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Ledger.Tables;

/// <summary>Wallet and customer rows: the ones that are replaced with every posting.</summary>
internal static class WalletCodec
{
    internal static void Write(WalletRow row, TableEntity entity)
    {
        entity.Set("type", RowText.Of(row.Type));
        entity.Set("currency", row.Currency.Code);
        entity.Set("customer", row.Customer?.Value);
        entity.Set("tier", row.Tier?.Value);
        entity.Set("profile", row.LimitProfile?.Value);
        entity.Set("shared", row.CustomerLimited);
        entity.SetWord("partnerStatus", row.PartnerStatus);
        entity.SetWord("bankStatus", row.BankStatus);
        entity.Set("statusVersion", row.StatusVersion);
        entity.Set("control", row.ControlVersion);
        entity.Set("controlHash", row.ControlHash);
        entity.Set("opened", row.OpenedAt);
        entity.Set("posted", row.PostedMinor);
        entity.Set("held", row.HeldMinor);
        entity.Set("inbound", row.InboundMinor);
        entity.Set("holds", row.HoldChanges);
        entity.Set("sequence", row.Sequence);
        entity.Set("at", row.LastEntryAt);
        entity.Set("hash", row.Hash);
        entity.Set("mirror", row.MirrorHash);
        entity.Set("limits", PackedLimits.Pack(row.Windows));
    }

    internal static WalletRow ReadWallet(string key, TableEntity entity) => new()
    {
        Wallet = RowText.ToId<WalletId>(key[RowKeys.Wallets.Length..]),
        Type = RowText.ToEnum<WalletType>(entity.Text("type")),
        Currency = entity.Id<Currency>("currency"),
        Customer = entity.FindId<CustomerId>("customer"),
        Tier = entity.FindId<KycTier>("tier"),
        LimitProfile = entity.FindId<LimitProfileId>("profile"),
        CustomerLimited = entity.Flag("shared"),
        PartnerStatus = entity.Word<WalletStatus>("partnerStatus"),
        BankStatus = entity.Word<WalletStatus>("bankStatus"),
        StatusVersion = entity.SmallNumber("statusVersion"),
        ControlVersion = entity.SmallNumber("control"),
        ControlHash = entity.FindText("controlHash") ?? string.Empty,
        OpenedAt = entity.Time("opened"),
        PostedMinor = entity.Number("posted"),
        HeldMinor = entity.Number("held"),
        InboundMinor = entity.Number("inbound"),
        HoldChanges = entity.Number("holds"),
        Sequence = entity.Number("sequence"),
        LastEntryAt = entity.FindTime("at"),
        Hash = entity.FindText("hash") ?? string.Empty,
        MirrorHash = entity.FindText("mirror") ?? string.Empty,
        Windows = PackedLimits.UnpackWindows(entity.FindText("limits")),
    };

    internal static void Write(CustomerRow row, TableEntity entity)
    {
        entity.Set("posted", row.PostedMinor);
        entity.Set("inbound", row.InboundMinor);
        entity.Set("limits", PackedLimits.Pack(row.Windows));
    }

    internal static CustomerRow ReadCustomer(string key, TableEntity entity)
    {
        string[] parts = key.Split('~');
        return new CustomerRow
        {
            CustomerKey = parts[1],
            Currency = RowText.ToId<Currency>(parts[2]),
            PostedMinor = entity.Number("posted"),
            InboundMinor = entity.Number("inbound"),
            Windows = PackedLimits.UnpackWindows(entity.FindText("limits")),
        };
    }
}
