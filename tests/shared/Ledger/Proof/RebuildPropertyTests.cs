using WalletFunctions.Tests.Shared.Ledger.Model;
using Xunit;

namespace WalletFunctions.Tests.Shared.Ledger.Proof;

public sealed class RebuildPropertyTests
{
    [Fact]
    public void Every_scenario_verifies_and_what_sums_up_others_is_rebuilt_as_it_was() => LedgerProperty.Check(
        (terms, clock) => Task.FromResult<ILedgerUnderTest>(new ProvenLedgerUnderTest(terms, clock)),
        cases: 150,
        longest: 60,
        probes: 16);
}
