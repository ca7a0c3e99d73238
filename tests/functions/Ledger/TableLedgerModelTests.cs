using WalletFunctions.Tests.Shared.Ledger.Model;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Functions.Ledger;

public sealed class TableLedgerModelTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public void The_ledger_in_tables_does_what_the_model_predicts() => LedgerProperty.Check(
        async (terms, clock) => new GroupCommitUnderTest([await TableStores.NewAsync(azurite)], terms, clock),
        cases: 16,
        longest: 40,
        probes: 8,
        checkEvery: 6);

    [Fact]
    public void Two_processes_on_tables_do_what_the_model_predicts() => LedgerProperty.Check(
        async (terms, clock) =>
        {
            string table = (await azurite.NewTableAsync("Ledger")).Name;
            return new GroupCommitUnderTest([TableStores.Of(azurite, table), TableStores.Of(azurite, table)], terms, clock);
        },
        cases: 10,
        longest: 40,
        probes: 4,
        checkEvery: 6);
}
