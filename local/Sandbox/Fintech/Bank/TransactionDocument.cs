using System.Text.Json;
using WalletFunctions.Local.Sandbox.Fintech.Mirror;

namespace WalletFunctions.Local.Sandbox.Fintech.Bank;

/// <summary>What the fintech reads of a transaction's document.</summary>
/// <param name="TransactionId">The transaction.</param>
/// <param name="IdempotencyKey">The key it was asked for under.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="ReverseProvisional">Whether the provisional booking is to be taken back.</param>
/// <param name="Entries">What it posted on the fintech's wallets.</param>
public sealed record TransactionDocument(
    string TransactionId, string? IdempotencyKey, string Status, bool ReverseProvisional, IReadOnlyList<MirrorEntry> Entries)
{
    /// <summary>Reads a document of the bank.</summary>
    public static TransactionDocument Read(JsonElement json)
    {
        var transactionId = json.GetProperty("transactionId").GetString()!;
        return new TransactionDocument(
            transactionId,
            json.TryGetProperty("idempotencyKey", out var key) ? key.GetString() : null,
            json.GetProperty("status").GetString()!,
            json.GetProperty("reverseProvisional").GetBoolean(),
            json.TryGetProperty("postings", out var postings)
                ? [.. postings.EnumerateArray().SelectMany(posting => EntriesOf(transactionId, posting))]
                : []);
    }

    private static IEnumerable<MirrorEntry> EntriesOf(string transactionId, JsonElement posting)
    {
        foreach (var entry in posting.GetProperty("entries").EnumerateArray())
        {
            var amount = entry.GetProperty("amount").GetProperty("value").GetInt64();
            yield return new MirrorEntry
            {
                WalletId = entry.GetProperty("walletId").GetString()!,
                Sequence = entry.GetProperty("sequence").GetInt64(),
                TransactionId = transactionId,
                PostingId = posting.GetProperty("postingId").GetString()!,
                DeltaMinor = entry.GetProperty("direction").GetString() == "debit" ? -amount : amount,
                Currency = entry.GetProperty("amount").GetProperty("currency").GetString()!,
                BookingDate = posting.GetProperty("bookingDate").GetString()!,
                Time = entry.GetProperty("time").GetString()!,
                ToldBalanceMinor = entry.GetProperty("balanceAfter").GetProperty("value").GetInt64(),
            };
        }
    }
}
