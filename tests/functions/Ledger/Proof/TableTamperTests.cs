using Azure.Data.Tables;
using WalletFunctions.Ledger.Tables;
using WalletFunctions.Shared.Ledger.Proof;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Tests.Shared.Ledger;
using WalletFunctions.Tests.Shared.Ledger.Proof;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Functions.Ledger.Proof;

public sealed class TableTamperTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Everything_that_is_found_in_memory_is_found_in_tables()
    {
        (ProvenLedger ledger, _) = await NewAsync();
        await using ProvenLedger disposed = ledger;
        await ledger.AssertCleanAsync();
        foreach (Tampering tampering in Tampering.All)
        {
            await tampering.DoAsync(ledger);
            VerifyReport report = await ledger.VerifyAsync();
            Assert.True(report.FindingCount > 0, tampering.Name);
            Assert.Equal((tampering.Name, tampering.Kind, tampering.RowKey(ledger)), (tampering.Name, report.Findings[0].Kind, report.Findings[0].RowKey));
            await ledger.RestoreAsync();
        }

        await ledger.AssertCleanAsync();
    }

    [Theory]
    [InlineData("W")]
    [InlineData("E")]
    [InlineData("P")]
    [InlineData("H")]
    [InlineData("S")]
    [InlineData("C")]
    public async Task A_row_that_cannot_be_read_is_named(string kind)
    {
        (ProvenLedger ledger, TableClient table) = await NewAsync();
        await using ProvenLedger disposed = ledger;
        string rowKey = (await LedgerRows.ReadAsync(ledger.Bench.Store, LedgerBench.Zero, kind + "~")).First(row => row.Value is not RefusalRow).Key;
        await table.UpsertEntityAsync(new TableEntity(LedgerBench.Zero.ToKey(), rowKey) { ["something"] = "else" }, TableUpdateMode.Replace);

        Finding first = (await ledger.VerifyAsync()).Findings[0];

        FindingKind expected = kind switch
        {
            "W" => FindingKind.WalletChanged,
            "C" => FindingKind.CustomerChanged,
            _ => FindingKind.UnreadableRow,
        };
        Assert.Equal((expected, rowKey), (first.Kind, first.RowKey));
    }

    [Theory]
    [InlineData("A")]
    [InlineData("E")]
    [InlineData("F~x")]
    [InlineData("w~wal_00")]
    [InlineData("ü")]
    public async Task A_row_of_no_kind_is_named(string rowKey)
    {
        (ProvenLedger ledger, TableClient table) = await NewAsync();
        await using ProvenLedger disposed = ledger;
        await table.UpsertEntityAsync(new TableEntity(LedgerBench.Zero.ToKey(), rowKey), TableUpdateMode.Replace);

        Finding found = Assert.Single((await ledger.VerifyAsync()).Findings);

        Assert.Equal((FindingKind.UnreadableRow, rowKey), (found.Kind, found.RowKey));
    }

    private async Task<(ProvenLedger Ledger, TableClient Table)> NewAsync()
    {
        TableClient table = await azurite.NewTableAsync("Ledger");
        TableLedgerStore store = TableStores.Of(azurite, table.Name);
        return (await ProvenLedger.NewAsync(store, new TableTampering(table)), table);
    }
}
