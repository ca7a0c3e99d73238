using System.Net;
using WalletFunctions.Shared.Banking;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Banking.Http;

/// <summary>
/// The bank's replies, read strictly: every field that was agreed, nothing else, within bounds, and about what was asked. Anything that departs from this gives null, which becomes an
/// unclear answer: never a settlement, and never a release.
/// </summary>
internal static class BankReplies
{
    /// <summary>The most characters of the bank's ids.</summary>
    public const int MaxIdLength = 64;

    /// <summary>The most characters of the bank's codes.</summary>
    public const int MaxCodeLength = 35;

    private const string Rejected = "rejected";
    private const string Pending = "pending";

    /// <summary>What became of an instruction. A 404 says so only in the bank's own words: one of a proxy on the way says nothing.</summary>
    /// <param name="reply">The reply.</param>
    /// <param name="asked">The reference that was asked about.</param>
    /// <param name="mayBeUnknown">Whether the bank may know of no such instruction: never when it was just given.</param>
    public static BankAnswer? Instruction(BankReply reply, BankReference asked, bool mayBeUnknown)
    {
        if (reply.Status is not (HttpStatusCode.OK or HttpStatusCode.NotFound)
            || BankJson.Read<InstructionReply>(reply.Body) is not { } read
            || read.Reference != asked.Value)
        {
            return null;
        }

        return (reply.Status, read) switch
        {
            (HttpStatusCode.NotFound, { Status: "not-found", BankId: null, Code: null, Amount: null }) when mayBeUnknown => new BankAnswer.NotFound(),

            // Definite is only what says of how much: whether it is as much as was asked for, the caller decides.
            (HttpStatusCode.OK, { Status: "settled", Code: null, Amount: { IsPositive: true } amount }) when IsIdOrAbsent(read.BankId) =>
                new BankAnswer.Settled(read.BankId, amount),
            (HttpStatusCode.OK, { Status: Rejected, Code: { } code, Amount: { IsPositive: true } amount }) when IsCode(code) && IsIdOrAbsent(read.BankId) =>
                new BankAnswer.Rejected(code, amount),
            (HttpStatusCode.OK, { Status: Pending, Code: null, Amount: null or { IsPositive: true } }) when IsIdOrAbsent(read.BankId) => new BankAnswer.Pending(),
            _ => null,
        };
    }

    /// <summary>What became of an account.</summary>
    public static AccountAnswer? Account(BankReply reply, WalletId asked)
    {
        if (reply.Status != HttpStatusCode.OK || BankJson.Read<AccountReply>(reply.Body) is not { } read || read.WalletId != asked.Value)
        {
            return null;
        }

        return read switch
        {
            { Status: "opened", AccountId: { } account, Code: null } when IsId(account) => new AccountAnswer.Opened(account),
            { Status: Rejected, AccountId: null, Code: { } code } when IsCode(code) => new AccountAnswer.Refused(code),
            { Status: Pending, AccountId: null, Code: null } => new AccountAnswer.Pending(),
            _ => null,
        };
    }

    /// <summary>Whether the bank took note of a status: of this version, or of a later one.</summary>
    public static StatusAnswer? Status(BankReply reply, StatusNotice asked)
    {
        if (reply.Status != HttpStatusCode.OK || BankJson.Read<StatusReply>(reply.Body) is not { } read || read.WalletId != asked.Wallet.Value)
        {
            return null;
        }

        return read switch
        {
            { Status: "acknowledged", Version: { } version, Code: null } when version >= asked.Version => new StatusAnswer.Acknowledged(version),
            { Status: Rejected, Version: null, Code: { } code } when IsCode(code) => new StatusAnswer.Refused(code),
            _ => null,
        };
    }

    private static bool IsIdOrAbsent(string? text) => text is null || IsId(text);

    private static bool IsId(string text) => text.Length is > 0 and <= MaxIdLength && text.All(character => character is > ' ' and <= '~');

    private static bool IsCode(string text) => text.Length is > 0 and <= MaxCodeLength && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_');

    private sealed record InstructionReply
    {
        public required string Reference { get; init; }

        public required string Status { get; init; }

        public string? BankId { get; init; }

        public string? Code { get; init; }

        public Money? Amount { get; init; }
    }

    private sealed record AccountReply
    {
        public required string WalletId { get; init; }

        public required string Status { get; init; }

        public string? AccountId { get; init; }

        public string? Code { get; init; }
    }

    private sealed record StatusReply
    {
        public required string WalletId { get; init; }

        public required string Status { get; init; }

        public long? Version { get; init; }

        public string? Code { get; init; }
    }
}
