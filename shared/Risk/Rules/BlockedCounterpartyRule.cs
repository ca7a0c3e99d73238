namespace WalletFunctions.Shared.Risk.Rules;

/// <summary>Hits when either end of the transaction is on the partner's block list: a wallet, a customer, an outside account or a country.</summary>
public sealed record BlockedCounterpartyRule : RiskRule
{
    /// <summary>The code of this rule's hits.</summary>
    public const string RuleCode = "blocked-counterparty";

    /// <summary>The most entries of each list.</summary>
    public const int MaxEntries = 500;

    /// <summary>Blocked wallets.</summary>
    public IReadOnlyList<string> WalletIds { get; init; } = [];

    /// <summary>Blocked customers, by the partner's id.</summary>
    public IReadOnlyList<string> CustomerIds { get; init; } = [];

    /// <summary>Blocked accounts at other banks; compared without spaces and hyphens, in any case.</summary>
    public IReadOnlyList<string> Accounts { get; init; } = [];

    /// <summary>Blocked countries (ISO 3166-1 alpha-2), of a beneficiary, its bank or a customer.</summary>
    public IReadOnlyList<string> Countries { get; init; } = [];

    /// <inheritdoc/>
    public override string Code => RuleCode;

    /// <inheritdoc/>
    protected override string? Find(RiskFacts facts) =>
        Find(facts.Request.Source) ?? Find(facts.Request.Destination) ?? Find(facts.Request.Beneficiary);

    /// <inheritdoc/>
    protected override IEnumerable<string> OwnFaults()
    {
        foreach (var (name, list) in new[]
        {
            ("walletIds", WalletIds), ("customerIds", CustomerIds), ("accounts", Accounts), ("countries", Countries),
        })
        {
            if (list.Count > MaxEntries)
            {
                yield return $"{name} may have {MaxEntries} entries, not {list.Count}";
            }

            if (list.Any(string.IsNullOrWhiteSpace))
            {
                yield return $"{name} has an empty entry";
            }
        }

        if (Countries.FirstOrDefault(country => country is { Length: not 2 }) is { } wrong)
        {
            yield return $"countries: '{wrong}' is not a two-letter code";
        }
    }

    private string? Find(RiskParty? party)
    {
        if (party is null)
        {
            return null;
        }

        if (WalletIds.Contains(party.WalletId.Value, StringComparer.Ordinal))
        {
            return $"wallet {party.WalletId} is blocked";
        }

        if (party.CustomerId is { } customer && CustomerIds.Contains(customer.Value, StringComparer.Ordinal))
        {
            return $"customer {customer} is blocked";
        }

        return FindCountry(party.Country);
    }

    private string? Find(RiskBeneficiary? beneficiary)
    {
        if (beneficiary is null)
        {
            return null;
        }

        var account = Plain(beneficiary.Account);
        if (Accounts.Any(blocked => string.Equals(Plain(blocked), account, StringComparison.Ordinal)))
        {
            return $"account {account} is blocked";
        }

        // A BIC names its bank's country in the fifth and sixth letter.
        var bankCountry = beneficiary.Bic is { Length: >= 6 } bic ? bic.Substring(4, 2) : null;
        return FindCountry(beneficiary.Country) ?? FindCountry(bankCountry);
    }

    private string? FindCountry(string? country) => country is not null && Countries.Contains(country, StringComparer.OrdinalIgnoreCase)
        ? $"country {country} is blocked"
        : null;

    private static string Plain(string account) =>
        new([.. account.Where(char.IsLetterOrDigit).Select(char.ToUpperInvariant)]);
}
