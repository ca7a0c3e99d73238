using System.Text.Json;

namespace WalletFunctions.Local.Sandbox.Risk;

/// <summary>What the sandbox reads of a question; it is as tolerant as real services are.</summary>
/// <param name="TransactionId">The transaction.</param>
/// <param name="Reference">Its reference.</param>
/// <param name="AmountMinor">Its amount in minor units.</param>
/// <param name="IsDryRun">Whether nothing may be remembered.</param>
internal sealed record RiskQuestion(string TransactionId, string? Reference, long AmountMinor, bool IsDryRun)
{
    /// <summary>Reads a question; null when it is none.</summary>
    public static RiskQuestion? Read(JsonElement body) =>
        body.ValueKind == JsonValueKind.Object &&
        body.TryGetProperty("transactionId", out var transaction) && transaction.ValueKind == JsonValueKind.String &&
        body.TryGetProperty("amount", out var amount) && amount.ValueKind == JsonValueKind.Object &&
        amount.TryGetProperty("value", out var value) && value.TryGetInt64(out var minor)
            ? new RiskQuestion(
                transaction.GetString()!,
                body.TryGetProperty("reference", out var reference) ? reference.GetString() : null,
                minor,
                body.TryGetProperty("dryRun", out var dryRun) && dryRun.ValueKind == JsonValueKind.True)
            : null;
}
