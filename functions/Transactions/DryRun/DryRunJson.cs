using System.Text.Json;
using Microsoft.AspNetCore.Http;
using WalletFunctions.Http;
using WalletFunctions.Json;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Reading.Trying;

namespace WalletFunctions.Transactions.DryRun;

/// <summary>The answer to a dry run.</summary>
internal static class DryRunJson
{
    /// <summary>The answer: always 200, whatever would become of the request.</summary>
    internal static HttpAnswer Answer(DryRunResult result) => HttpCall.Answer(StatusCodes.Status200OK, JsonText.Object(json =>
    {
        json.WriteString("decision", WireName.Of(result.Decision));
        if (result.Refusal is { } refusal)
        {
            var reason = refusal.Reason();
            json.WriteStartObject("reason");
            json.WriteString("reasonCode", reason.Code);
            json.WriteString("category", WireName.Of(reason.Category));
            json.WriteString("isoReason", reason.IsoReason);
            json.WriteString("detail", refusal.Detail);
            json.WriteEndObject();
        }

        json.WriteString("type", WireName.Of(result.Order.Type));
        json.WriteMoney("amount", result.Order.Amount);
        if (result.Order.Fee is { } fee)
        {
            json.WriteMoney("fee", fee);
        }

        json.WriteStartArray("wallets");
        foreach (var wallet in result.Wallets)
        {
            Write(json, result, wallet);
        }

        json.WriteEndArray();
    }));

    private static void Write(Utf8JsonWriter json, DryRunResult result, TriedWallet wallet)
    {
        json.WriteStartObject();
        json.WriteString("walletId", wallet.Before.Wallet.Value);
        json.WriteString("side", wallet.Before.Wallet == result.Order.Source ? "source" : "destination");
        WriteBalance(json, "balance", wallet.Before);
        if (wallet.After is { } after)
        {
            WriteBalance(json, "projectedBalance", after);
        }

        json.WriteStartArray("limits");
        foreach (var limit in wallet.Limits)
        {
            Write(json, limit);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteBalance(Utf8JsonWriter json, string name, WalletView wallet)
    {
        json.WriteStartObject(name);
        json.WriteMoney("posted", wallet.Posted);
        json.WriteMoney("held", wallet.Held);
        json.WriteMoney("available", wallet.Available);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, LimitLeft limit)
    {
        json.WriteStartObject();
        json.WriteString("scope", limit.Scope == LimitScope.Wallet ? "wallet" : "customer");
        json.WriteString("direction", limit.Direction == EntryDirection.Debit ? "debit" : "credit");
        json.WriteString("kind", WireName.Of(limit.Kind));
        json.WriteNumber("limit", limit.Limit);
        json.WriteNumber("left", limit.Left);
        if (limit.LeftAfter is { } after)
        {
            json.WriteNumber("leftAfter", after);
        }

        json.WriteEndObject();
    }
}
