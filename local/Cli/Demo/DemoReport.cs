using System.Globalization;
using System.Text.Json;
using Spectre.Console;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Local.Cli.Demo;

/// <summary>Prints what happened in the demo, as tables.</summary>
/// <param name="console">Where to.</param>
internal sealed class DemoReport(IAnsiConsole console)
{
    private const int LongestValue = 60;

    /// <summary>Prints all of it.</summary>
    public void Print(DemoOutcome outcome)
    {
        PrintCalls(outcome.Calls);
        PrintEntries(outcome.Entries);
        PrintBalances(outcome.Wallets);
        PrintSides(outcome.Sides);
        PrintSums(outcome.Sums);
        PrintChecks(outcome.Checks);
        var failed = outcome.Checks.Count(check => !check.Holds);
        console.MarkupLineInterpolated(
            CultureInfo.InvariantCulture,
            failed == 0 ? $"[green]All {outcome.Checks.Count} checks hold.[/]" : (FormattableString)$"[red]{failed} of {outcome.Checks.Count} checks do not hold.[/]");
    }

    private void PrintCalls(IReadOnlyList<DemoCall> calls)
    {
        var table = NewTable("Requests and decisions", "#", "What", "Request", "HTTP", "Decision", "Replayed", "ms");
        foreach (var (call, number) in calls.Select((call, index) => (call, index + 1)))
        {
            AddRow(
                table,
                Text(number),
                call.What,
                Short(call.Request),
                Text(call.StatusCode),
                call.Decision,
                call.IsReplay ? "yes" : string.Empty,
                Text((long)call.Elapsed.TotalMilliseconds));
        }

        console.Write(table);
    }

    private void PrintEntries(IReadOnlyDictionary<string, DemoReply> pages)
    {
        var table = NewTable("Entries, newest first", "Wallet", "#", "Direction", "Amount", "Balance after", "Counterparty", "Booked", "Posting");
        foreach (var (name, page) in pages)
        {
            using var document = JsonDocument.Parse(page.Body);
            foreach (var entry in document.RootElement.GetProperty("items").EnumerateArray())
            {
                AddRow(
                    table,
                    name,
                    Field(entry, "sequence"),
                    Field(entry, "direction"),
                    MoneyOf(entry.GetProperty("amount")),
                    MoneyOf(entry.GetProperty("balanceAfter")),
                    Field(entry, "counterparty"),
                    Field(entry, "bookingDate"),
                    Field(entry, "postingId"));
            }
        }

        console.Write(table);
    }

    private void PrintBalances(IReadOnlyDictionary<string, DemoReply> wallets)
    {
        var table = NewTable("Balances", "Wallet", "Id", "Status", "Posted", "Held", "Available", "Entries");
        foreach (var (name, wallet) in wallets)
        {
            using var document = JsonDocument.Parse(wallet.Body);
            var balance = document.RootElement.GetProperty("balance");
            AddRow(
                table,
                name,
                wallet["walletId"],
                wallet["status"],
                MoneyOf(balance.GetProperty("posted")),
                MoneyOf(balance.GetProperty("held")),
                MoneyOf(balance.GetProperty("available")),
                wallet["sequence"]);
        }

        console.Write(table);
    }

    private void PrintSides(IReadOnlyList<MirroredWallet> sides)
    {
        var table = NewTable("Both ledgers side by side", "Wallet", "Id", "Fintech's own ledger", "Bank's side", "Equal");
        foreach (var side in sides)
        {
            AddRow(table, side.Name, side.WalletId, side.Fintech, side.Bank, side.Fintech == side.Bank ? "yes" : "NO");
        }

        console.Write(table);
    }

    private void PrintSums(IReadOnlyList<LedgerSum> sums)
    {
        var table = NewTable("Zero sum over all wallets of the ledger", "Wallets", "Count", "Posted");
        foreach (var currency in sums.GroupBy(sum => sum.Posted.Currency))
        {
            foreach (var sum in currency)
            {
                AddRow(table, sum.Type.ToWord(), Text(sum.Wallets), sum.Posted.ToString());
            }

            AddRow(table, "together", Text(currency.Sum(sum => sum.Wallets)), new Money(currency.Sum(sum => sum.Posted.Minor), currency.Key).ToString());
        }

        console.Write(table);
    }

    private void PrintChecks(IReadOnlyList<DemoCheck> checks)
    {
        var table = NewTable("Checks", "Holds", "What", "Expected", "Found");
        foreach (var check in checks)
        {
            AddRow(table, check.Holds ? "yes" : "NO", check.What, Short(check.Expected), check.Holds ? "the same" : Short(check.Found));
        }

        console.Write(table);
    }

    private static Table NewTable(string title, params string[] columns)
    {
        var table = new Table { Title = new TableTitle(Markup.Escape(title)), Border = TableBorder.Rounded };
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(Markup.Escape(column)));
        }

        return table;
    }

    private static void AddRow(Table table, params string[] cells) => table.AddRow([.. cells.Select(cell => new Markup(Markup.Escape(cell)))]);

    private static string Field(JsonElement element, string name) => element.GetProperty(name).ToString();

    private static string MoneyOf(JsonElement element) =>
        new Money(element.GetProperty("value").GetInt64(), Currency.Parse(element.GetProperty("currency").GetString()!)).ToString();

    private static string Short(string text) => text.Length <= LongestValue ? text : text[..LongestValue] + "…";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
