using System.Text.Json;

namespace WalletFunctions.Local.Sandbox.Fintech.Bank;

/// <summary>An answer of the bank's API; status 0 where none came.</summary>
/// <param name="StatusCode">The HTTP status, or 0.</param>
/// <param name="Json">The body; default where it is none.</param>
public sealed record BankReply(int StatusCode, JsonElement Json)
{
    /// <summary>No answer: whatever happened, nothing is known.</summary>
    public static BankReply None { get; } = new(0, default);

    /// <summary>What the fintech does by it: the table of the contract.</summary>
    public BankVerdict Verdict() => StatusCode switch
    {
        201 => BankVerdict.Commit,
        200 or 202 when Flag("reverseProvisional") => BankVerdict.Reverse,
        200 when Text("status") is "settled" or "reversed" or "disputed" => BankVerdict.Commit,
        422 when Flag("reverseProvisional") => BankVerdict.Reverse,
        404 => BankVerdict.Unknown,
        _ => BankVerdict.Keep,
    };

    /// <summary>A field that is a text; null where it is none.</summary>
    public string? Text(string name) =>
        Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty(name, out var field) && field.ValueKind == JsonValueKind.String ? field.GetString() : null;

    private bool Flag(string name) =>
        Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty(name, out var field) && field.ValueKind == JsonValueKind.True;
}

/// <summary>What the fintech does by an answer.</summary>
public enum BankVerdict
{
    /// <summary>Keeps the provisional booking, and asks by key.</summary>
    Keep,

    /// <summary>Books it for good.</summary>
    Commit,

    /// <summary>Takes it back.</summary>
    Reverse,

    /// <summary>Asked by key: the bank has never seen it, so it is sent again under the same key.</summary>
    Unknown,
}
