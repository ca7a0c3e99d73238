using Azure.Data.Tables;
using WalletFunctions.Ledger.Tables;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Tests.Shared.Ledger;
using WalletFunctions.Tests.Shared.Ledger.Proof;
using Xunit;

namespace WalletFunctions.Tests.Functions.Ledger.Proof;

/// <summary>
/// Every property that a row of the ledger has in its table is proven: changed, or taken away, it is found. So whoever gives a row a property must say what proves it. (Refusals have none
/// to prove: no money stands behind them. Turns are advice.)
/// </summary>
public sealed class EveryPropertyTests
{
    private static readonly string[] OfTheTable = ["PartitionKey", "RowKey", "Timestamp", "odata.etag"];

    [Fact]
    public async Task No_property_of_any_kind_of_row_can_be_changed_or_taken_away_unseen()
    {
        await using ProvenLedger ledger = await ProvenLedger.NewAsync();
        await ledger.AssertCleanAsync();
        var seen = new HashSet<(char Kind, string Property)>();
        foreach ((string rowKey, LedgerRow row) in await LedgerRows.ReadAsync(ledger.Bench.Store, LedgerBench.Zero))
        {
            if (row is RefusalRow or TurnRow or TurnChangesRow)
            {
                continue;
            }

            foreach (string property in Write(row).Keys.Except(OfTheTable).Where(property => seen.Add((rowKey[0], property))))
            {
                await AssertFoundAsync(ledger, row, property, entity => entity[property] = Another(entity[property]));
                await AssertFoundAsync(ledger, row, property, entity => entity.Remove(property));
            }
        }

        await ledger.AssertCleanAsync();
        Assert.Equal(["C", "E", "H", "P", "S", "W"], seen.Select(known => known.Kind.ToString()).Distinct().Order(StringComparer.Ordinal));
    }

    private static async Task AssertFoundAsync(ProvenLedger ledger, LedgerRow row, string property, Action<TableEntity> change)
    {
        TableEntity entity = Write(row);
        change(entity);
        await ledger.SetAsync(LedgerBench.Zero, row.RowKey, RowCodec.Read(entity));

        Assert.False((await ledger.VerifyAsync()).IsClean, $"'{property}' of {row.RowKey} was changed, and nothing was found.");
        await ledger.RestoreAsync();
    }

    private static TableEntity Write(LedgerRow row) => RowCodec.Write(LedgerBench.Zero.ToKey(), row);

    private static object Another(object value) => value switch
    {
        long number => number + 1,
        int number => number + 1,
        bool flag => !flag,
        string text when text.LastIndexOfAny(['0', '1', '2', '3', '4', '5', '6', '7', '8']) is var place and >= 0 => $"{text[..place]}{(char)(text[place] + 1)}{text[(place + 1)..]}",
        string text => text + "x",
        _ => throw new ArgumentException($"No property of a row is a {value.GetType().Name}."),
    };
}
