using System.Reflection;
using WalletFunctions.Shared.Ledger.Refusals;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Risk;
using WalletFunctions.Shared.Transactions.Saga;
using WalletFunctions.Tests.Shared.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Shared.Reasons;

public sealed class ReasonCatalogTests
{
    [Fact]
    public void Codes_are_unique_and_speak()
    {
        Assert.True(ReasonCatalog.InOrder.Count() > 20);
        Assert.All(ReasonCatalog.InOrder, reason => Assert.Matches("^[a-z]+(-[a-z]+)*$", reason.Code));
        Assert.All(ReasonCatalog.InOrder, reason => Assert.EndsWith(".", reason.Meaning, StringComparison.Ordinal));
        Assert.All(ReasonCatalog.InOrder, reason => Assert.Matches("^[A-Z]{2}[0-9]{2}$|^FRAD$", reason.IsoReason));
    }

    [Fact]
    public void Only_what_is_transient_may_be_retried() =>
        Assert.Equal(["internal-error", "limit-profile-too-new", "unavailable", "undo-in-progress"], ReasonCatalog.InOrder.Where(reason => reason.IsRetryable).Select(reason => reason.Code));

    [Fact]
    public void Every_refusal_of_the_ledger_is_told_under_its_own_code_and_iso_reason_or_is_a_bug()
    {
        var told = new List<string>();
        foreach (var type in typeof(LedgerRefusal).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(LedgerRefusal))))
        {
            var refusal = Make(type);
            try
            {
                var reason = LedgerReasons.ToRefusal(refusal, Orders.Transfer()).Reason();
                told.Add(reason.Code);
                if (refusal is not (UnknownWallet or PostingCanceled or HoldCanceled))
                {
                    Assert.Equal((refusal.Code, refusal.IsoReason), (reason.Code, reason.IsoReason));
                }
            }
            catch (InvalidOperationException)
            {
                // A refusal that no request of a partner can cause.
            }
        }

        Assert.Equal(17, told.Distinct().Count());
    }

    [Theory]
    [InlineData(true, "unknown-source-wallet", "AC01")]
    [InlineData(false, "unknown-destination-wallet", "AC03")]
    public void An_unknown_wallet_is_told_by_its_side(bool isSource, string code, string isoReason)
    {
        var reason = LedgerReasons.ToRefusal(new UnknownWallet(isSource ? Orders.Alice : Orders.Bob), Orders.Transfer()).Reason();
        Assert.Equal((code, isoReason), (reason.Code, reason.IsoReason));
    }

    [Fact]
    public void What_a_partner_may_learn_of_fraud_and_screening_is_in_the_catalogue()
    {
        foreach (var told in new[] { PartnerReason.Fraud, PartnerReason.Unspecified, PartnerReason.Regulatory })
        {
            var reason = ReasonCatalog.Get(told.Code);
            Assert.Equal((told.Category, told.IsoReason), (reason.Category.ToString().ToLowerInvariant(), reason.IsoReason));
        }
    }

    private static LedgerRefusal Make(Type type)
    {
        var constructor = type.GetConstructors(BindingFlags.Public | BindingFlags.Instance).MaxBy(candidate => candidate.GetParameters().Length)!;
        return (LedgerRefusal)constructor.Invoke([.. constructor.GetParameters().Select(parameter => Sample(parameter.ParameterType))]);
    }

    private static object? Sample(Type type) =>
        type == typeof(WalletFunctions.Shared.Identifiers.WalletId) ? Orders.Alice
        : type == typeof(WalletFunctions.Shared.Identifiers.TransactionId) ? Orders.Transfer().Id
        : type == typeof(WalletFunctions.Shared.Monetary.Money) ? Orders.Usd(1)
        : type == typeof(WalletFunctions.Shared.Monetary.Currency) ? Orders.Usd(1).Currency
        : type.IsValueType ? Activator.CreateInstance(type)
        : null;
}
