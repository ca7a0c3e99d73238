using WalletFunctions.Shared.Ledger.Proof;
using Xunit;

namespace WalletFunctions.Tests.Shared.Ledger.Proof;

public sealed class TamperTests
{
    public static TheoryData<string> Names => [.. Tampering.All.Select(tampering => tampering.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_is_found_and_named(string name)
    {
        Tampering tampering = Tampering.All.Single(tampering => tampering.Name == name);
        await using ProvenLedger ledger = await ProvenLedger.NewAsync();
        await ledger.AssertCleanAsync();

        await tampering.DoAsync(ledger);
        VerifyReport report = await ledger.VerifyAsync();

        Assert.False(report.IsClean);
        Assert.Equal((tampering.Kind, tampering.RowKey(ledger)), (report.Findings[0].Kind, report.Findings[0].RowKey));
        await ledger.RestoreAsync();
        await ledger.AssertCleanAsync();
    }
}
