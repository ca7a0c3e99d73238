using System.Text.Json.Nodes;
using WalletFunctions.Json;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Tests.Shared.Transactions;

namespace WalletFunctions.Tests.Functions.BankEvents;

/// <summary>Messages of the bank: of each type the barest, and one with everything that it may have.</summary>
internal static class BankEventSamples
{
    /// <summary>The barest message of a type.</summary>
    public static JsonObject Bare(BankEventType type, string eventId = "e-1", string? walletId = null, long minor = 1)
    {
        var message = new JsonObject
        {
            ["eventId"] = eventId,
            ["type"] = WireName.Of(type),
            ["partnerId"] = "demo",
        };
        if (type == BankEventType.CustomerKycChanged)
        {
            message["customerId"] = "c-1";
            message["version"] = 1;
            message["kyc"] = new JsonObject { ["tier"] = "full", ["status"] = "verified" };
        }
        else
        {
            message["walletId"] = walletId ?? Orders.Alice.Value;
            if (BankEventRule.Of(type).Course == BankEventCourse.Notice)
            {
                message["version"] = 1;
            }
            else
            {
                message["amount"] = new JsonObject { ["value"] = minor, ["currency"] = "USD" };
            }
        }

        if (type is BankEventType.WithdrawalSettled or BankEventType.WithdrawalRejected)
        {
            message["instructionReference"] = "txn_abcdefghijklmnop";
        }

        if (type == BankEventType.WithdrawalRejected)
        {
            message["reasonCode"] = "AC04";
        }

        message["occurredAt"] = "2026-01-31T12:00:00Z";
        return message;
    }

    /// <summary>A message with everything that its type may have.</summary>
    public static JsonObject Full(BankEventType type)
    {
        var message = Bare(type);
        if (BankEventRule.Of(type).Course != BankEventCourse.Notice)
        {
            message["reference"] = "für Jürgen 🎁";
        }

        if (type is BankEventType.DepositReceived or BankEventType.PaymentReturned or BankEventType.ChargebackReceived)
        {
            message["instructionReference"] = "txn_abcdefghijklmnop";
        }

        if (type == BankEventType.ChargebackReceived)
        {
            message["originalEventId"] = "bank-4711";
        }

        if (type is not (BankEventType.DepositReceived or BankEventType.WithdrawalSettled or BankEventType.CustomerKycChanged))
        {
            message["reasonCode"] = "AC04";
        }

        if (message["kyc"] is JsonObject kyc)
        {
            kyc["expiresOn"] = "2028-02-29";
            kyc["consents"] = new JsonObject { ["terms"] = "3", ["marketing.email"] = "2026-01" };
        }

        message["occurredAt"] = "2026-01-31T13:00:00.1234567+01:00";
        return message;
    }
}
