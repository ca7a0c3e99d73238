using System.Globalization;
using WalletFunctions.Shared.Ledger.Proof;
using WalletFunctions.Shared.Ledger.Proof.Rebuilding;

namespace WalletFunctions.Local.Cli.Ledger;

/// <summary>Rebuilds the rows that sum up others, unless what they sum up is damaged.</summary>
internal static class RebuildCommand
{
    private const int Rebuilt = 0;
    private const int NotRebuilt = 1;

    /// <summary>0 if every wallet and customer row is right now.</summary>
    public static Task<int> RunAsync(RuntimeOptions options, TimeProvider time, CancellationToken stop) => LedgerAccess.RunAsync(
        options,
        time,
        async access =>
        {
            ProofScope scope = await access.FindScopeAsync(options.Ledger, stop);
            var rebuilder = access.Get<LedgerRebuilder>();
            RebuildReport report = await ProofBar.RunAsync(progress => rebuilder.RebuildAsync(scope, progress, stop));
            Print(scope, report);
            return report.IsRefused || report.Contended.Count > 0 ? NotRebuilt : Rebuilt;
        },
        stop);

    private static void Print(ProofScope scope, RebuildReport report)
    {
        Say($"Ledger of {scope.Partner}: summed up {report.Counts.Entries:N0} entries, {report.Counts.Postings:N0} postings, {report.Counts.Holds:N0} holds, {report.Counts.Controls:N0} control rows");
        if (report.IsRefused)
        {
            Say($"REFUSED: what wallet rows are summed up from is damaged, so nothing was rebuilt. The first of {report.Damage.Count:N0}:");
            foreach (Finding finding in report.Damage)
            {
                ProofText.Print(finding);
            }

            return;
        }

        Say($"Written anew: {report.Wallets:N0} wallet rows, {report.Customers:N0} customer rows. All others were right.");
        foreach (string row in report.Contended)
        {
            Say($"Left as it is: {row} was written by others all the time. Run 'ledger verify' to see whether it is right, or rebuild when the app stands still.");
        }
    }

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
