using System.Globalization;
using WalletFunctions.Local.Host;
using WalletFunctions.Shared.Ledger.Proof;
using WalletFunctions.Shared.Ledger.Reading;

namespace WalletFunctions.Local.Cli.Ledger;

/// <summary>Verifies a ledger and says what is wrong with it, the first thing first.</summary>
internal static class VerifyCommand
{
    private const int Clean = 0;
    private const int Found = 1;

    /// <summary>0 if nothing is wrong.</summary>
    public static Task<int> RunAsync(RuntimeOptions options, TimeProvider time, CancellationToken stop) => LedgerAccess.RunAsync(
        options,
        time,
        async access =>
        {
            ProofScope scope = await access.FindScopeAsync(options.Ledger, stop);
            IReadOnlyList<Watermark>? watermarks = options.Ledger.WatermarkFile is { } file ? await WatermarkFile.ReadAsync(file, stop) : null;
            var verifier = access.Get<LedgerVerifier>();
            long begun = time.GetTimestamp();
            VerifyReport report = await ProofBar.RunAsync(progress => verifier.VerifyAsync(scope, watermarks, progress, stop));
            if (scope is ProofScope.OneWallet one && report is { Counts.Wallets: 0, IsClean: true })
            {
                throw new LocalHostException($"There is no wallet {one.Wallet}, and nothing speaks of one.");
            }

            Print(scope, report, watermarks, time.GetElapsedTime(begun));
            return report.IsClean ? Clean : Found;
        },
        stop);

    private static void Print(ProofScope scope, VerifyReport report, IReadOnlyList<Watermark>? watermarks, TimeSpan took)
    {
        ProofCounts counts = report.Counts;
        double rate = counts.Entries / Math.Max(took.TotalSeconds, 0.001);
        Say($"Ledger of {scope.Partner}: {counts.Wallets:N0} wallets, {counts.Entries:N0} entries, {counts.Postings:N0} postings, {counts.Holds:N0} holds, {counts.Controls:N0} control rows, {counts.Customers:N0} customers");
        Say($"Read in {took.TotalSeconds:N1} s: {rate:N0} entries per second");
        if (counts.OpenTransits > 0)
        {
            Say($"{counts.OpenTransits:N0} unfinished transactions have money in transit, as they may");
        }

        Say($"Held against {counts.Heads:N0} signed daily heads and {watermarks?.Count ?? 0:N0} watermarks");
        if (counts.Heads == 0)
        {
            Say($"No daily head is signed yet: that entries were cut off the end shows by watermarks alone");
        }

        foreach (string row in report.Unsettled)
        {
            Say($"Not settled: {row} changed all the time while it was compared with others; run again");
        }

        if (report.IsClean)
        {
            Say($"Nothing is wrong.");
            return;
        }

        Say($"WRONG: {report.FindingCount:N0} rows. The first:");
        ProofText.Print(report.Findings[0]);
        if (report.Findings.Count > 1)
        {
            Say($"Further ones, which may follow from it:");
            foreach (Finding finding in report.Findings.Skip(1))
            {
                ProofText.Print(finding);
            }
        }

        if (report.FindingCount > report.Findings.Count)
        {
            Say($"… and {report.FindingCount - report.Findings.Count:N0} more.");
        }
    }

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
