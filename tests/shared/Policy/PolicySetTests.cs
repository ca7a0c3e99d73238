using FsCheck;
using FsCheck.Fluent;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Monetary;
using WalletFunctions.Shared.Policy;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Shared.Policy;

public sealed class PolicySetTests
{
    private static readonly Currency UsDollar = Currency.Parse("USD");
    private static readonly Currency Euro = Currency.Parse("EUR");
    private static readonly KycTier Basic = KycTier.Parse("basic");
    private static readonly KycTier Full = KycTier.Parse("full");

    private static readonly PolicyQuestion Question = new(TransactionType.Transfer, PolicySide.Source, WalletType.Customer, UsDollar);

    [Fact]
    public void What_no_rule_matches_is_refused()
    {
        Assert.Equal(new PolicyAnswer.Refused(ReasonCatalog.PolicyForbids, null), Of().Decide(Question));
        Assert.Equal(new PolicyAnswer.Refused(ReasonCatalog.PolicyForbids, null), Of(Allow() with { Currencies = [Euro] }).Decide(Question));
        Assert.Equal(new PolicyAnswer.Refused(ReasonCatalog.PolicyForbids, null), PolicySet.Nothing.Decide(Question));
    }

    [Fact]
    public void The_first_rule_that_matches_decides()
    {
        var deny = new PolicyRule { Types = [TransactionType.Transfer], Effect = PolicyEffect.Deny, Reason = "type-forbidden" };
        Assert.Equal(new PolicyAnswer.Refused(ReasonCatalog.TypeForbidden, 1), Of(deny, Allow()).Decide(Question));
        Assert.Equal(new PolicyAnswer.Allowed(), Of(Allow(), deny).Decide(Question));
        Assert.Equal(new PolicyAnswer.Refused(ReasonCatalog.TypeForbidden, 2), Of(Allow() with { Side = PolicySide.Destination }, deny).Decide(Question));
        Assert.Equal(new PolicyAnswer.Refused(ReasonCatalog.PolicyForbids, 1), Of(deny with { Reason = null }).Decide(Question));
    }

    [Fact]
    public void A_wallets_standing_is_asked_for_only_where_it_decides()
    {
        var tiered = new PolicyRule { Tiers = [Full], Statuses = [WalletStatus.Active], Effect = PolicyEffect.Allow };
        Assert.IsType<PolicyAnswer.NeedsStanding>(Of(tiered).Decide(Question));
        Assert.IsType<PolicyAnswer.Allowed>(Of(Allow(), tiered).Decide(Question));
        Assert.IsType<PolicyAnswer.Refused>(Of(tiered with { Types = [TransactionType.Withdrawal] }).Decide(Question));
        Assert.IsType<PolicyAnswer.Allowed>(Of(tiered).Decide(Question with { Standing = new PolicyStanding(WalletStatus.Active, Full) }));
        Assert.IsType<PolicyAnswer.Refused>(Of(tiered).Decide(Question with { Standing = new PolicyStanding(WalletStatus.Active, Basic) }));
        Assert.IsType<PolicyAnswer.Refused>(Of(tiered).Decide(Question with { Standing = new PolicyStanding(WalletStatus.Suspended, Full) }));
        Assert.IsType<PolicyAnswer.Refused>(Of(tiered).Decide(Question with { Standing = new PolicyStanding(WalletStatus.Active, null) }));
    }

    [Fact]
    public void Decisions_are_those_of_the_first_match_found_by_hand_and_survive_the_stored_form()
    {
        Prop.ForAll(Arb.From(Policies), Arb.From(Questions), (policy, question) =>
        {
            var (stored, faults) = PolicyJson.ReadPolicy(PolicyJson.Write(policy));
            var first = policy.Rules.FirstOrDefault(rule => Holds(rule, question));
            var expected = first is { Effect: PolicyEffect.Allow };
            return faults.Count == 0
                && policy.Decide(question) is PolicyAnswer.Allowed == expected
                && stored!.Decide(question) is PolicyAnswer.Allowed == expected
                && (policy.Decide(question with { Standing = null }) is var without && (without is PolicyAnswer.NeedsStanding || without is PolicyAnswer.Allowed == expected));
        }).Check(FixedSeed.Cases(100));
    }

    private static Gen<PolicySet> Policies =>
        from rules in Gen.ListOf(Rules)
        select Of([.. rules.Take(PolicySet.MaxRules)]);

    private static Gen<PolicyRule> Rules =>
        from types in Some(TransactionType.Transfer, TransactionType.Deposit, TransactionType.Fee)
        from side in Gen.Elements<PolicySide?>(null, PolicySide.Source, PolicySide.Destination)
        from wallets in Some(WalletType.Customer, WalletType.Operational)
        from statuses in Some(WalletStatus.Active, WalletStatus.Suspended)
        from tiers in Some(Basic, Full)
        from currencies in Some(UsDollar, Euro)
        from effect in Gen.Elements(PolicyEffect.Allow, PolicyEffect.Deny)
        select new PolicyRule { Types = types, Side = side, WalletTypes = wallets, Statuses = statuses, Tiers = tiers, Currencies = currencies, Effect = effect };

    private static Gen<PolicyQuestion> Questions =>
        from type in Gen.Elements(TransactionType.Transfer, TransactionType.Deposit, TransactionType.Fee)
        from side in Gen.Elements(PolicySide.Source, PolicySide.Destination)
        from wallet in Gen.Elements(WalletType.Customer, WalletType.Operational)
        from currency in Gen.Elements(UsDollar, Euro)
        from status in Gen.Elements(WalletStatus.Active, WalletStatus.Suspended)
        from tier in Gen.Elements<KycTier?>(Basic, Full, null)
        select new PolicyQuestion(type, side, wallet, currency, new PolicyStanding(status, tier));

    private static Gen<IReadOnlyList<T>?> Some<T>(params T[] all) =>
        Gen.Frequency((2, Gen.Constant<IReadOnlyList<T>?>(null)), (3, Gen.SubListOf(all).Select(list => list.Count == 0 ? null : (IReadOnlyList<T>?)[.. list])));

    private static bool Holds(PolicyRule rule, PolicyQuestion question) =>
        (rule.Types is null || rule.Types.Contains(question.Type))
        && (rule.Side is null || rule.Side == question.Side)
        && (rule.WalletTypes is null || rule.WalletTypes.Contains(question.WalletType))
        && (rule.Currencies is null || rule.Currencies.Contains(question.Currency))
        && (rule.Statuses is null || rule.Statuses.Contains(question.Standing!.Status))
        && (rule.Tiers is null || (question.Standing!.Tier is { } tier && rule.Tiers.Contains(tier)));

    private static PolicyRule Allow() => new() { Effect = PolicyEffect.Allow };

    private static PolicySet Of(params IReadOnlyList<PolicyRule> rules) => new() { LimitProfile = LimitProfileId.Parse("p"), Rules = rules };
}
