using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using WalletFunctions.Json;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Banking;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Reasons;

namespace WalletFunctions.BankEvents;

/// <summary>
/// Reads the bank's messages, as strictly as a partner's requests. The schemas in this folder say the same to the bank's engineers; a test holds
/// the two against each other.
/// </summary>
internal static partial class BankEventReader
{
    /// <summary>Bytes of a message, at most.</summary>
    internal const int MaxBytes = 64 * 1024;

    private const int MaxReferenceCharacters = 140;
    private const int MaxReasonCharacters = 35;
    private const int MaxConsents = 20;
    private const int MaxConsentCharacters = 40;
    private const string TimeRule = "must be a time of RFC 3339 with its offset, as 2026-01-31T12:00:00Z";
    private const string FreeTextRule = "must be 1 to 140 characters, without control characters, and not blank";
    private const string ReferenceRule = "must be a reference of ours: 1 to 64 of A-Z a-z 0-9 . _ : -";
    private const string ReasonRule = "must be 1 to 35 of A-Z a-z 0-9 . _ : -";
    private const string ConsentRule = "must be an object of at most 20 texts, names and texts each 1 to 40 of A-Z a-z 0-9 . _ : -";

    /// <summary>The event of a message; refused with everything that is wrong.</summary>
    /// <param name="body">The message's bytes.</param>
    /// <param name="receivedAt">Now.</param>
    internal static Result<BankEvent> Read(ReadOnlyMemory<byte> body, DateTimeOffset receivedAt)
    {
        var faults = new JsonFaults();
        if (body.Length > MaxBytes)
        {
            faults.Add(StrictJson.Body, "is larger than 64 KiB");
            return new Result<BankEvent>.Refused(faults.ToRefusal());
        }

        using var document = StrictJson.Open(body, faults);
        if (document is null)
        {
            return new Result<BankEvent>.Refused(faults.ToRefusal());
        }

        var fields = new JsonFields(document.RootElement, faults);
        var eventId = fields.Text("eventId", FieldRules.IsExternalId, FieldRules.ExternalIdRule);
        var type = fields.Parsed<BankEventType>("type", WireName.TryParse, WireName.Rule<BankEventType>());
        var partner = fields.Parsed<PartnerId>("partnerId", PartnerId.TryParse, "must be 1 to 40 of a-z 0-9 -");
        var content = type is { } known ? ReadContent(known, fields) : default;
        var occurredAt = fields.Parsed<DateTimeOffset>("occurredAt", TryParseTime, TimeRule);
        if (type is not null)
        {
            fields.RefuseOthers();
        }

        if (!faults.IsEmpty)
        {
            return new Result<BankEvent>.Refused(faults.ToRefusal());
        }

        var bankEvent = content! with
        {
            Partner = partner!.Value,
            Key = BankEventKey.Derive(partner.Value, eventId!),
            EventId = eventId!,
            OccurredAt = occurredAt!.Value,
            ReceivedAt = receivedAt,
            Fingerprint = JsonFingerprint.Of("bank-events", document.RootElement),
        };
        return new Result<BankEvent>.Accepted(
            bankEvent with { State = bankEvent.Course() == BankEventCourse.Delegated ? BankEventState.Open : BankEventState.Recorded });
    }

    private static BankEvent ReadContent(BankEventType type, JsonFields fields)
    {
        // What every event has is filled in by the caller.
        var empty = new BankEvent
        {
            Type = type,
            Partner = default,
            Key = default,
            EventId = string.Empty,
            OccurredAt = default,
            ReceivedAt = default,
            Fingerprint = string.Empty,
        };
        return BankEventRule.Of(type).Course == BankEventCourse.Notice ? ReadNotice(empty, fields) : ReadMoney(empty, fields);
    }

    private static BankEvent ReadMoney(BankEvent empty, JsonFields fields)
    {
        var type = empty.Type;
        var read = empty with
        {
            Wallet = fields.Parsed<WalletId>("walletId", FieldRules.TryParseWalletId, FieldRules.WalletIdRule),
            Amount = fields.Money("amount"),
            Reference = fields.OptionalText("reference", IsFreeText, FreeTextRule),
        };
        return type switch
        {
            BankEventType.WithdrawalSettled => read with { InstructionReference = RequiredReference(fields) },
            BankEventType.WithdrawalRejected => read with { InstructionReference = RequiredReference(fields), ReasonCode = fields.Text("reasonCode", IsReason, ReasonRule) },
            BankEventType.DepositReceived => read with { InstructionReference = OptionalReference(fields) },
            BankEventType.PaymentReturned => read with { InstructionReference = OptionalReference(fields), ReasonCode = OptionalReason(fields) },
            BankEventType.ChargebackReceived => read with
            {
                InstructionReference = OptionalReference(fields),
                OriginalEventId = fields.OptionalText("originalEventId", FieldRules.IsExternalId, FieldRules.ExternalIdRule),
                ReasonCode = OptionalReason(fields),
            },
            _ => read with { ReasonCode = OptionalReason(fields) },
        };
    }

    private static BankEvent ReadNotice(BankEvent empty, JsonFields fields) => empty.Type == BankEventType.CustomerKycChanged
        ? empty with
        {
            Customer = fields.Parsed<CustomerId>("customerId", CustomerId.TryParse, FieldRules.ExternalIdRule),
            Version = fields.Integer("version", 1, FieldRules.MaxAmountMinor),
            Kyc = fields.Object("kyc") is { } kyc ? ReadKyc(kyc) : null,
        }
        : empty with
        {
            Wallet = fields.Parsed<WalletId>("walletId", FieldRules.TryParseWalletId, FieldRules.WalletIdRule),
            Version = fields.Integer("version", 1, FieldRules.MaxAmountMinor),
            ReasonCode = OptionalReason(fields),
        };

    private static KycChange? ReadKyc(JsonFields fields)
    {
        var tier = fields.Parsed<KycTier>("tier", FieldRules.TryParseTier, FieldRules.TierRule);
        var status = fields.Parsed<KycStatus>("status", WireName.TryParse, WireName.Rule<KycStatus>());
        var expiresOn = fields.OptionalParsed<DateOnly>("expiresOn", FieldRules.TryParseDate, FieldRules.DateRule);
        var consents = fields.OptionalTexts("consents", MaxConsents, IsConsent, IsConsent, ConsentRule);
        fields.RefuseOthers();
        return tier is { } knownTier && status is { } knownStatus
            ? new KycChange { Tier = knownTier, Status = knownStatus, ExpiresOn = expiresOn, Consents = consents }
            : null;
    }

    private static string? RequiredReference(JsonFields fields) => fields.Text("instructionReference", IsReference, ReferenceRule);

    private static string? OptionalReference(JsonFields fields) => fields.OptionalText("instructionReference", IsReference, ReferenceRule);

    private static string? OptionalReason(JsonFields fields) => fields.OptionalText("reasonCode", IsReason, ReasonRule);

    private static bool IsReference(string text) => BankReference.TryParse(text, out _);

    private static bool IsReason(string text) => text.Length <= MaxReasonCharacters && FieldRules.IsExternalId(text);

    private static bool IsConsent(string text) => text.Length <= MaxConsentCharacters && FieldRules.IsExternalId(text);

    // In characters as a reader counts them, not in the 16-bit halves of which .NET makes some.
    private static bool IsFreeText(string text) =>
        !string.IsNullOrWhiteSpace(text) && text.EnumerateRunes().Count() <= MaxReferenceCharacters && !text.EnumerateRunes().Any(Rune.IsControl);

    // The parser alone is too kind: it takes a point without a fraction.
    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?(Z|[+-]\d\d:\d\d)\z", RegexOptions.ECMAScript | RegexOptions.CultureInvariant)]
    private static partial Regex TimeShape();

    private static bool TryParseTime(string? text, out DateTimeOffset time)
    {
        string[] formats = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];
        time = default;
        return text is not null
            && TimeShape().IsMatch(text)
            && DateTimeOffset.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out time);
    }
}
