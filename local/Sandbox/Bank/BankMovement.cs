using System.Text.Json;

namespace WalletFunctions.Local.Sandbox.Bank;

/// <summary>One instruction in the bank's books, or one account: as it stands.</summary>
/// <param name="Key">The reference, or the wallet.</param>
/// <param name="PartnerId">The partner.</param>
/// <param name="WalletId">The wallet.</param>
/// <param name="Kind">What was asked: a kind of instruction, or <c>account</c>.</param>
/// <param name="Amount">The amount as it came; undefined for an account.</param>
/// <param name="Content">All of what was asked, as it came.</param>
/// <param name="Script">How it is played.</param>
/// <param name="Status"><c>settled</c>, <c>rejected</c> or <c>pending</c>.</param>
/// <param name="Code">The code of a rejection.</param>
/// <param name="EndedAt">When it came to stand so.</param>
public sealed record BankMovement(
    string Key, string PartnerId, string WalletId, string Kind, JsonElement Amount, JsonElement Content, BankScript Script, string Status, string? Code, DateTimeOffset EndedAt)
{
    internal const string Account = "account";
    internal const string Settled = "settled";
    internal const string Rejected = "rejected";
    internal const string Pending = "pending";
}
