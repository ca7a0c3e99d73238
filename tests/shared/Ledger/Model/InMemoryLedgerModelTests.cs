using WalletFunctions.Shared.Ledger.Storage;
using Xunit;

namespace WalletFunctions.Tests.Shared.Ledger.Model;

public sealed class InMemoryLedgerModelTests
{
    /// <summary>Reasons that random scenarios of this size must have met, or they test less than they seem to.</summary>
    private static readonly string[] Expected =
    [
        "OpenWallet accepted", "OpenWallet accepted replayed", "OpenWallet wallet-exists", "OpenWallet limits-undefined", "OpenWallet invalid-command",
        "PostLines accepted", "PostLines accepted replayed", "PostLines posting-id-reused replayed", "PostLines posting-canceled replayed", "PostLines insufficient-funds replayed",
        "PostLines too-few-lines", "PostLines too-many-lines", "PostLines foreign-wallet", "PostLines invalid-amount", "PostLines invalid-command", "PostLines unbalanced-posting",
        "PostLines unknown-wallet", "PostLines currency-mismatch", "PostLines unknown-hold", "PostLines hold-not-active", "PostLines capture-exceeds-hold",
        "PostLines unknown-posting", "PostLines already-reversed", "PostLines refund-exceeds-original",
        "PostLines wallet-closed", "PostLines wallet-blocked", "PostLines wallet-not-open", "PostLines wallet-suspended", "PostLines insufficient-funds", "PostLines balance-overflow",
        "PostLines above-transaction-limit", "PostLines above-cumulative-limit", "PostLines above-count-limit", "PostLines above-maximum-balance",
        "ReversePosting accepted", "ReversePosting accepted replayed", "ReversePosting unknown-posting", "ReversePosting already-reversed", "ReversePosting partly-refunded",
        "ReversePosting insufficient-funds", "ReversePosting above-cumulative-limit", "ReversePosting wallet-blocked", "diverted WalletClosed", "diverted Shortfall",
        "RefusePosting accepted replayed", "RefusePosting posting-canceled",
        "PlaceHold accepted", "PlaceHold accepted replayed", "PlaceHold hold-canceled replayed", "PlaceHold hold-id-reused replayed", "PlaceHold invalid-amount", "PlaceHold invalid-command",
        "PlaceHold unknown-wallet", "PlaceHold wallet-blocked", "PlaceHold wallet-suspended", "PlaceHold insufficient-funds",
        "PlaceHold above-transaction-limit", "PlaceHold above-cumulative-limit", "PlaceHold above-count-limit", "PlaceHold above-maximum-balance",
        "ReleaseHold accepted", "ReleaseHold accepted replayed", "ReleaseHold hold-canceled", "ReleaseHold hold-not-active", "ReleaseHold hold-not-expired", "ReleaseHold unknown-hold",
        "ChangeWalletStatus accepted", "ChangeWalletStatus accepted replayed", "ChangeWalletStatus stale-version", "ChangeWalletStatus illegal-status-change", "ChangeWalletStatus wallet-not-empty",
        "ChangeWalletTerms accepted", "ChangeWalletTerms accepted replayed", "ChangeWalletTerms limits-undefined",
    ];

    [Fact]
    public void The_ledger_in_memory_does_what_the_model_predicts()
    {
        var outcomes = LedgerProperty.Check(
            (terms, clock) => Task.FromResult<ILedgerUnderTest>(new GroupCommitUnderTest([new InMemoryLedgerStore()], terms, clock)),
            cases: 300,
            longest: 60,
            probes: 48);

        Assert.True(LedgerProperty.IsOverridden || Expected.All(what => outcomes.Of(what) > 0), $"Never met: {string.Join(", ", Expected.Where(what => outcomes.Of(what) == 0))}");
    }

    [Fact]
    public void Two_processes_in_memory_do_what_the_model_predicts() => LedgerProperty.Check(
        (terms, clock) =>
        {
            var store = new InMemoryLedgerStore();
            return Task.FromResult<ILedgerUnderTest>(new GroupCommitUnderTest([store, store], terms, clock));
        },
        cases: 150,
        longest: 60,
        probes: 16);
}
