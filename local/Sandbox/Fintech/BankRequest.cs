using System.Text.Json;
using WalletFunctions.Local.Sandbox.Fintech.Mirror;

namespace WalletFunctions.Local.Sandbox.Fintech;

/// <summary>Something that the fintech asks the bank for.</summary>
/// <param name="Key">The <c>Idempotency-Key</c>.</param>
/// <param name="Path">Where it is posted.</param>
/// <param name="Body">The body, the same whenever it is sent again.</param>
/// <param name="Lines">What it is to do in the fintech's own ledger.</param>
public sealed record BankRequest(string Key, string Path, string Body, IReadOnlyList<MirrorLine> Lines)
{
    private const string Transactions = "/v1/transactions";

    /// <summary>A movement between two wallets.</summary>
    public static BankRequest Transfer(string key, string source, string destination, long minor, string currency) => new(
        key,
        Transactions,
        JsonSerializer.Serialize(new { type = "transfer", amount = new { value = minor, currency }, sourceWalletId = source, destinationWalletId = destination }),
        [new MirrorLine(source, -minor, currency), new MirrorLine(destination, minor, currency)]);

    /// <summary>The answer to an event of the bank that brought money in.</summary>
    public static BankRequest Deposit(string key, string wallet, long minor, string currency, string bankEventId) => new(
        key,
        Transactions,
        JsonSerializer.Serialize(new { type = "deposit", amount = new { value = minor, currency }, destinationWalletId = wallet, bankEventId }),
        [new MirrorLine(wallet, minor, currency)]);

    /// <summary>The answer to an event of the bank that takes money out.</summary>
    public static BankRequest Withdrawal(string key, string wallet, long minor, string currency, string bankEventId) => new(
        key,
        Transactions,
        JsonSerializer.Serialize(new { type = "withdrawal", amount = new { value = minor, currency }, sourceWalletId = wallet, bankEventId }),
        [new MirrorLine(wallet, -minor, currency)]);

    /// <summary>Takes a whole transaction back.</summary>
    public static BankRequest Reversal(string key, string transactionId, IReadOnlyList<MirrorLine> original) => new(
        key,
        $"{Transactions}/{transactionId}/reversal",
        "{}",
        [.. original.Select(line => line with { DeltaMinor = -line.DeltaMinor })]);
}
