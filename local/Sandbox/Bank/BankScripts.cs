namespace WalletFunctions.Local.Sandbox.Bank;

/// <summary>
/// Which script an instruction plays: by a word in its remittance text (<c>bank-decline</c>), else by its exact amount; an opening of an account by a word in the customer's id. Everything
/// else is approved.
/// </summary>
public static class BankScripts
{
    /// <summary>Scripted amounts, in minor units, are this and the script's number.</summary>
    public const long Amounts = 66_500;

    private const string Prefix = "bank-";

    /// <summary>The scripts by the word that follows <c>bank-</c>.</summary>
    public static IReadOnlyDictionary<string, BankScript> ByWord { get; } = new Dictionary<string, BankScript>(StringComparer.OrdinalIgnoreCase)
    {
        ["approve"] = BankScript.Approve,
        ["decline"] = BankScript.Decline,
        ["slow"] = BankScript.Slow,
        ["hang"] = BankScript.Hang,
        ["hang-always"] = BankScript.HangAlways,
        ["wrong"] = BankScript.Wrong,
        ["wrong-reference"] = BankScript.WrongReference,
        ["error-once"] = BankScript.ErrorOnce,
        ["error"] = BankScript.Error,
        ["lost"] = BankScript.Lost,
        ["lost-always"] = BankScript.LostAlways,
        ["settle-later"] = BankScript.SettleLater,
        ["reject-later"] = BankScript.RejectLater,
        ["not-found-once"] = BankScript.NotFoundOnce,
        ["settle-after-reject"] = BankScript.SettleAfterReject,
        ["reject-after-settle"] = BankScript.RejectAfterSettle,
        ["other-amount"] = BankScript.OtherAmount,
        ["no-amount"] = BankScript.NoAmount,
    };

    /// <summary>The script of one instruction or opening.</summary>
    /// <param name="text">Its remittance text, or the customer's id.</param>
    /// <param name="amountMinor">Its amount in minor units; null where it has none.</param>
    public static BankScript Of(string? text, long? amountMinor)
    {
        foreach (var word in (text ?? string.Empty).Split([' ', ',', ';', '.', ':', '/'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && ByWord.TryGetValue(word[Prefix.Length..], out var script))
            {
                return script;
            }
        }

        return amountMinor - Amounts is { } number && number >= 0 && number < ByWord.Count ? (BankScript)number : BankScript.Approve;
    }
}
