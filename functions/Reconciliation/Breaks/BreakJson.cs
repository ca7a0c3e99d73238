using System.Text.Json;
using WalletFunctions.Json;
using WalletFunctions.Shared.Reconciliation.Breaks;
using WalletFunctions.Shared.Reconciliation.Breaks.Clearing;

namespace WalletFunctions.Reconciliation.Breaks;

/// <summary>Breaks as operators see them.</summary>
internal static class BreakJson
{
    /// <summary>A page of breaks.</summary>
    internal static ReadOnlyMemory<byte> Of(BreakPage page) => JsonText.Object(json =>
    {
        json.WriteStartArray("items");
        foreach (var found in page.Items)
        {
            json.WriteStartObject();
            Write(json, found);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("nextCursor", page.Next?.ToString());
    });

    /// <summary>One break.</summary>
    internal static ReadOnlyMemory<byte> Of(Break found) => JsonText.Object(json => Write(json, found));

    private static void Write(Utf8JsonWriter json, Break found)
    {
        json.WriteString("breakId", found.Id.Value);
        json.WriteString("kind", WireName.Of(found.Kind));
        json.WriteString("state", WireName.Of(found.State));
        json.WriteOptional("walletId", found.Wallet?.Value);
        json.WriteOptional("transactionId", found.Transaction?.Value);
        json.WriteOptional("bankEventKey", found.BankEvent?.Value);
        json.WriteString("expected", found.Expected);
        json.WriteString("found", found.Found);
        json.WriteString("proposedRepair", found.ProposedRepair);
        json.WriteString("openedAt", JsonText.Time(found.OpenedAt));
        WriteClearing(json, found.Clearing);
        json.WriteStartArray("moves");
        foreach (var move in found.Moves)
        {
            json.WriteStartObject();
            json.WriteString("at", JsonText.Time(move.At));
            json.WriteString("by", move.By);
            json.WriteString("from", WireName.Of(move.From));
            json.WriteString("to", WireName.Of(move.To));
            json.WriteString("reason", move.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteClearing(Utf8JsonWriter json, SuspenseClearing? clearing)
    {
        if (clearing is not null)
        {
            json.WriteStartObject("clearing");
            json.WriteString("kind", WireName.Of(clearing.Kind));
            json.WriteString("reason", clearing.Reason);
            json.WriteString("proposedBy", clearing.ProposedBy.Value);
            json.WriteString("proposedAt", JsonText.Time(clearing.ProposedAt));
            json.WriteOptional("approvedBy", clearing.ApprovedBy?.Value);
            json.WriteOptional("approvedAt", clearing.ApprovedAt is { } at ? JsonText.Time(at) : null);
            json.WriteOptional("postingId", clearing.Posting?.Value);
            json.WriteOptional("bankEventKey", clearing.AskedBy?.Value);
            json.WriteEndObject();
        }
    }
}
