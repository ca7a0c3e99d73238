using WalletFunctions.Shared.Risk;
using WalletFunctions.Shared.Risk.Rules;
using Xunit;

namespace WalletFunctions.Tests.Shared.Risk.Rules;

public sealed class BlockedCounterpartyRuleTests
{
    private static readonly BlockedCounterpartyRule Rule = new()
    {
        Effect = RuleEffect.Decline,
        WalletIds = [RiskSamples.Wallet(7).Value],
        CustomerIds = ["cust-8"],
        Accounts = ["DE89 3704 0044 0532 0130 00"],
        Countries = ["KP"],
    };

    public static TheoryData<string, bool> Parties => new()
    {
        { "nobody", false }, { "wallet-as-source", true }, { "wallet-as-destination", true }, { "customer-as-source", true }, { "customer-as-destination", true },
        { "customer-country", true }, { "account", true }, { "account-in-other-spelling", true }, { "other-account", false }, { "beneficiary-country", true },
        { "bank-country", true }, { "short-bic", false },
    };

    [Theory]
    [MemberData(nameof(Parties))]
    public void Either_end_is_looked_up(string kind, bool isHit) => Assert.Equal(isHit, Rule.Evaluate(new RiskFacts { Request = Request(kind) }) is not null);

    [Fact]
    public void Faults_are_named()
    {
        var rule = new BlockedCounterpartyRule
        {
            Effect = RuleEffect.Decline,
            WalletIds = [.. Enumerable.Repeat("w", BlockedCounterpartyRule.MaxEntries + 1)],
            Accounts = [" "],
            Countries = ["PRK"],
        };
        Assert.Equal(
            [
                "blocked-counterparty: walletIds may have 500 entries, not 501",
                "blocked-counterparty: accounts has an empty entry",
                "blocked-counterparty: countries: 'PRK' is not a two-letter code",
            ],
            rule.Faults());
    }

    private static RiskRequest Request(string kind)
    {
        var request = RiskSamples.Transfer();
        var beneficiary = new RiskBeneficiary { Name = "Anna", Account = "GB33BUKB20201555555555", Country = "GB", Bic = "BUKBGB22" };
        return kind switch
        {
            "wallet-as-source" => request with { Source = RiskSamples.Party(7) },
            "wallet-as-destination" => request with { Destination = RiskSamples.Party(7) },
            "customer-as-source" => request with { Source = RiskSamples.Party(8) },
            "customer-as-destination" => request with { Destination = RiskSamples.Party(8) },
            "customer-country" => request with { Source = RiskSamples.Party(1) with { Country = "kp" } },
            "account" => request with { Beneficiary = beneficiary with { Account = "DE89 3704 0044 0532 0130 00" } },
            "account-in-other-spelling" => request with { Beneficiary = beneficiary with { Account = "de89-370400440532013000" } },
            "other-account" => request with { Beneficiary = beneficiary },
            "beneficiary-country" => request with { Beneficiary = beneficiary with { Country = "KP" } },
            "bank-country" => request with { Beneficiary = beneficiary with { Bic = "FTBDKPPY" } },
            "short-bic" => request with { Beneficiary = beneficiary with { Bic = "KP" } },
            _ => request,
        };
    }
}
