namespace WalletFunctions.Local.Sandbox.Risk;

/// <summary>
/// Which script a transaction plays: by a word in its reference (<c>fraud-decline</c>, <c>screening-hang</c>; several words for both services), else by
/// its exact amount. Everything else is approved.
/// </summary>
public static class RiskScripts
{
    /// <summary>The fraud platform's scripted amounts, in minor units, are this and the script's number.</summary>
    public const long FraudAmounts = 66_600;

    /// <summary>The screening service's scripted amounts, in minor units, are this and the script's number.</summary>
    public const long ScreeningAmounts = 66_700;

    /// <summary>The scripts by the word that follows <c>fraud-</c> or <c>screening-</c>.</summary>
    public static IReadOnlyDictionary<string, RiskScript> ByWord { get; } = new Dictionary<string, RiskScript>(StringComparer.OrdinalIgnoreCase)
    {
        ["approve"] = RiskScript.Approve,
        ["decline"] = RiskScript.Decline,
        ["review"] = RiskScript.Review,
        ["slow"] = RiskScript.Slow,
        ["hang"] = RiskScript.Hang,
        ["wrong"] = RiskScript.Wrong,
        ["wrong-transaction"] = RiskScript.WrongTransaction,
        ["too-long"] = RiskScript.TooLong,
        ["error"] = RiskScript.Error,
        ["error-once"] = RiskScript.ErrorOnce,
        ["lost"] = RiskScript.Lost,
        ["lost-always"] = RiskScript.LostAlways,
    };

    /// <summary>The script of one question.</summary>
    /// <param name="prefix"><c>fraud-</c> or <c>screening-</c>.</param>
    /// <param name="amounts"><see cref="FraudAmounts"/> or <see cref="ScreeningAmounts"/>.</param>
    /// <param name="reference">The transaction's reference.</param>
    /// <param name="amountMinor">Its amount in minor units.</param>
    public static RiskScript Of(string prefix, long amounts, string? reference, long amountMinor)
    {
        foreach (var word in (reference ?? string.Empty).Split([' ', ',', ';', '.', ':', '/'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && ByWord.TryGetValue(word[prefix.Length..], out var script))
            {
                return script;
            }
        }

        var number = amountMinor - amounts;
        return number >= 0 && number < ByWord.Count ? (RiskScript)number : RiskScript.Approve;
    }
}
