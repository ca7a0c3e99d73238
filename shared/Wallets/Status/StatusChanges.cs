using System.Globalization;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Reading;

namespace WalletFunctions.Shared.Wallets.Status;

/// <summary>Works changes of status out, pure.</summary>
public static class StatusChanges
{
    private const int DigestCharacters = 20;
    private const string Opening = "opening";

    /// <summary>The partner's change of a wallet as it was read. The same wish about the same version is the same change, however often it is sent.</summary>
    public static StatusChange ByPartner(PartnerId partner, WalletView wallet, WalletStatus status, string reason, DateTimeOffset now) =>
        Of(partner, wallet, StatusSide.Partner, PartnerChangeId(wallet.StatusVersion, status, reason), status, reason, now);

    /// <summary>The id of the partner's change of that version.</summary>
    public static string PartnerChangeId(int version, WalletStatus status, string reason) =>
        Numbered("put." + IdText.Derive(DigestCharacters, "status", status.ToString(), reason), version);

    /// <summary>The bank's change of a wallet as it was read, by its newest event. An event that finds the wallet changed meanwhile makes another change of it.</summary>
    public static StatusChange ByBank(PartnerId partner, WalletView wallet, BankMark mark) =>
        Of(partner, wallet, StatusSide.Bank, Numbered(mark.Event.Value, wallet.StatusVersion), mark.Status, mark.Reason, mark.At);

    /// <summary>The end of a wallet's opening: the bank has an account for it, or never will have.</summary>
    public static StatusChange OfOpening(PartnerId partner, WalletView wallet, WalletStatus status, string? reason, DateTimeOffset now) =>
        Of(partner, wallet, StatusSide.Bank, Numbered(Opening, wallet.StatusVersion), status, reason, now);

    /// <summary>What the ledger is asked for; the same every time.</summary>
    public static ChangeWalletStatus ToCommand(this StatusChange change) => new()
    {
        Partner = change.Partner,
        Wallet = change.Wallet,
        Side = change.Side,
        Status = change.Status,
        ExpectedVersion = change.Version - 1,
        ChangeId = change.Id,
        Reason = change.Reason ?? string.Empty,
    };

    /// <summary>The type of the event that tells the partner of a change of the bank's.</summary>
    public static string EventType(this StatusChange change) =>
        !change.Id.StartsWith(Opening + ".", StringComparison.Ordinal) ? "wallet.status-changed"
        : change.BankStatus == WalletStatus.Closed ? "wallet.opening-failed"
        : "wallet.opened";

    private static string Numbered(string name, int version) => string.Create(CultureInfo.InvariantCulture, $"{name}.{version}");

    private static StatusChange Of(
        PartnerId partner, WalletView wallet, StatusSide side, string id, WalletStatus status, string? reason, DateTimeOffset now) => new()
        {
            Partner = partner,
            Wallet = wallet.Wallet,
            Id = id,
            Side = side,
            PartnerStatus = side == StatusSide.Partner ? status : wallet.PartnerStatus,
            BankStatus = side == StatusSide.Bank ? status : wallet.BankStatus,
            Version = wallet.StatusVersion + 1,
            Reason = reason,
            RequestedAt = now,
        };
}
