using System.Globalization;
using WalletFunctions.Json;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reasons;

namespace WalletFunctions.BankEvents;

/// <summary>Reads the bank's messages, as strictly as a partner's requests.</summary>
internal static class BankEventReader
{
    private const int MaxReferenceCharacters = 140;
    private const string TimeRule = "must be a time of RFC 3339 with its offset, as 2026-01-31T12:00:00Z";

    /// <summary>The event of a message; refused with everything that is wrong.</summary>
    /// <param name="body">The message's bytes.</param>
    /// <param name="receivedAt">Now.</param>
    internal static Result<BankEvent> Read(ReadOnlyMemory<byte> body, DateTimeOffset receivedAt)
    {
        var faults = new JsonFaults();
        using var document = StrictJson.Open(body, faults);
        if (document is null)
        {
            return new Result<BankEvent>.Refused(faults.ToRefusal());
        }

        var fields = new JsonFields(document.RootElement, faults);
        var eventId = fields.Text("eventId", FieldRules.IsExternalId, FieldRules.ExternalIdRule);
        var type = fields.Parsed<BankEventType>("type", WireName.TryParse, WireName.Rule<BankEventType>());
        var partner = fields.Parsed<PartnerId>("partnerId", PartnerId.TryParse, "must be 1 to 40 of a-z 0-9 -");
        var wallet = fields.Parsed<WalletId>("walletId", FieldRules.TryParseWalletId, FieldRules.WalletIdRule);
        var amount = fields.Money("amount");
        var reference = fields.OptionalText("reference", FieldRules.FreeText(MaxReferenceCharacters), FieldRules.FreeTextRule(MaxReferenceCharacters));
        var occurredAt = fields.Parsed<DateTimeOffset>("occurredAt", TryParseTime, TimeRule);
        fields.RefuseOthers();
        return faults.IsEmpty
            ? new Result<BankEvent>.Accepted(new BankEvent
            {
                Partner = partner!.Value,
                Key = BankEventKey.Derive(partner.Value, eventId!),
                EventId = eventId!,
                Type = type!.Value,
                Wallet = wallet!.Value,
                Amount = amount!.Value,
                Reference = reference,
                OccurredAt = occurredAt!.Value,
                ReceivedAt = receivedAt,
                Fingerprint = JsonFingerprint.Of("bank-events", document.RootElement),
            })
            : new Result<BankEvent>.Refused(faults.ToRefusal());
    }

    private static bool TryParseTime(string? text, out DateTimeOffset time)
    {
        string[] formats = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];
        time = default;
        return text is not null
            && (text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > text.IndexOf('T', StringComparison.Ordinal))
            && DateTimeOffset.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out time);
    }
}
