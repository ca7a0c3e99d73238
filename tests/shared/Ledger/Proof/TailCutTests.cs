using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Proof;
using WalletFunctions.Shared.Ledger.Proof.Heads;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Rows;
using Xunit;
using static WalletFunctions.Tests.Shared.Ledger.LedgerBench;

namespace WalletFunctions.Tests.Shared.Ledger.Proof;

/// <summary>
/// The end of the ledger is cut off so well that nothing in the ledger itself contradicts it: the whole partition is put back to an earlier moment. Only what left the ledger tells.
/// </summary>
public sealed class TailCutTests
{
    [Fact]
    public async Task A_cut_that_leaves_no_trace_in_the_ledger_is_found_by_a_watermark()
    {
        await using ProvenLedger ledger = await ProvenLedger.NewAsync();
        SortedDictionary<string, LedgerRow> earlier = await LedgerRows.ReadAsync(ledger.Bench.Store, Zero);
        PostedLine last = (await AcceptedAsync(ledger.Bench.TransferAsync(ledger.Alice, ledger.Bob, 7, "last"))).Lines[0];
        var watermark = new Watermark(last.Wallet, last.Sequence, last.BalanceAfter, last.MirrorHash);
        Assert.True((await ledger.VerifyAsync(scope: null, watermark)).IsClean);

        await PutBackAsync(ledger, earlier);

        Assert.True((await ledger.VerifyAsync()).IsClean);
        AssertFound(FindingKind.TailCut, RowKeys.Entry(last.Wallet, last.Sequence), await ledger.VerifyAsync(scope: null, watermark));
        AssertFound(FindingKind.TailCut, RowKeys.Entry(last.Wallet, last.Sequence), await ledger.VerifyAsync(new ProofScope.OneWallet(Partner, last.Wallet), watermark));
    }

    [Fact]
    public async Task Another_entry_in_the_place_of_the_one_that_was_answered_is_found_by_its_watermark()
    {
        await using ProvenLedger ledger = await ProvenLedger.NewAsync();
        SortedDictionary<string, LedgerRow> earlier = await LedgerRows.ReadAsync(ledger.Bench.Store, Zero);
        PostedLine last = (await AcceptedAsync(ledger.Bench.TransferAsync(ledger.Alice, ledger.Bob, 7, "last"))).Lines[0];
        await PutBackAsync(ledger, earlier);
        await using var restarted = new LedgerBench(ledger.Bench.Store);
        restarted.Profile("shared", new WalletFunctions.Shared.Ledger.Limits.LimitRule { Customer = WalletFunctions.Shared.Ledger.Limits.LimitSet.None });
        await AcceptedAsync(restarted.TransferAsync(ledger.Alice, ledger.Bob, 8, "instead"));

        VerifyReport report = await ledger.VerifyAsync(scope: null, new Watermark(last.Wallet, last.Sequence, last.BalanceAfter, last.MirrorHash));

        AssertFound(FindingKind.TailCut, RowKeys.Entry(last.Wallet, last.Sequence), report);
    }

    [Fact]
    public async Task A_cut_that_leaves_no_trace_in_the_ledger_is_found_by_the_daily_head()
    {
        await using ProvenLedger ledger = await ProvenLedger.NewAsync();
        SortedDictionary<string, LedgerRow> earlier = await LedgerRows.ReadAsync(ledger.Bench.Store, Zero);
        await AcceptedAsync(ledger.Bench.TransferAsync(ledger.Bob, ledger.AliceToo, 7, "last"));
        await SignAsync(ledger);
        await ledger.AssertCleanAsync();

        await PutBackAsync(ledger, earlier);

        VerifyReport report = await ledger.VerifyAsync();
        Assert.All(report.Findings, finding => Assert.Equal(FindingKind.TailCut, finding.Kind));
        Assert.Equal(
            [RowKeys.Entry(ledger.Bob, 8), RowKeys.Entry(ledger.AliceToo, 2)],
            report.Findings.Select(finding => finding.RowKey).Order(StringComparer.Ordinal));
        AssertFound(FindingKind.TailCut, RowKeys.Entry(ledger.Bob, 8), await ledger.VerifyAsync(new ProofScope.OneWallet(Partner, ledger.Bob)));
    }

    [Fact]
    public async Task Entries_that_were_cut_and_written_anew_are_found_by_the_daily_head()
    {
        await using ProvenLedger ledger = await ProvenLedger.NewAsync();
        SortedDictionary<string, LedgerRow> earlier = await LedgerRows.ReadAsync(ledger.Bench.Store, Zero);
        await AcceptedAsync(ledger.Bench.TransferAsync(ledger.Bob, ledger.AliceToo, 7, "last"));
        await SignAsync(ledger);
        await PutBackAsync(ledger, earlier);
        await using var restarted = new LedgerBench(ledger.Bench.Store);
        restarted.Profile("shared", new WalletFunctions.Shared.Ledger.Limits.LimitRule { Customer = WalletFunctions.Shared.Ledger.Limits.LimitSet.None });
        await AcceptedAsync(restarted.TransferAsync(ledger.Bob, ledger.AliceToo, 1, "instead"));
        await AcceptedAsync(restarted.TransferAsync(ledger.Bob, ledger.AliceToo, 1, "and more"));

        VerifyReport report = await ledger.VerifyAsync();

        Assert.Contains(report.Findings, finding => (finding.Kind, finding.RowKey) == (FindingKind.TailCut, RowKeys.Entry(ledger.Bob, 8)));
    }

    [Fact]
    public async Task A_control_row_that_was_cut_with_its_status_is_found_by_the_daily_head()
    {
        await using ProvenLedger ledger = await ProvenLedger.NewAsync();
        SortedDictionary<string, LedgerRow> earlier = await LedgerRows.ReadAsync(ledger.Bench.Store, Zero);
        await AcceptedAsync(ledger.Bench.SetStatusAsync(ledger.Bob, WalletStatus.Blocked, "block"));
        await SignAsync(ledger);

        await PutBackAsync(ledger, earlier);

        AssertFound(FindingKind.TailCut, RowKeys.OfWallet(RowKeys.Controls, ledger.Bob), await ledger.VerifyAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_hold_that_was_cut_with_what_its_wallet_holds_is_found_by_the_daily_head(bool isReleased)
    {
        await using ProvenLedger ledger = await ProvenLedger.NewAsync();
        string[] rowKeys = [RowKeys.Wallet(ledger.Empty), RowKeys.Hold(ledger.Empty, ProvenLedger.HoldOf("room"))];
        LedgerRow?[] earlier = await ReadAsync();
        await AcceptedAsync(ledger.Bench.HoldAsync(ledger.Empty, "room", 100, WalletFunctions.Shared.Ledger.Commands.HoldKind.Inbound));
        if (isReleased)
        {
            earlier = await ReadAsync();
            await AcceptedAsync(ledger.Bench.ReleaseAsync(ledger.Empty, "room"));
        }

        await SignAsync(ledger);
        await ledger.AssertCleanAsync();

        for (int i = 0; i < rowKeys.Length; i++)
        {
            await ledger.SetAsync(Zero, rowKeys[i], earlier[i]);
        }

        string named = RowKeys.OfWallet(RowKeys.Holds, ledger.Empty);
        AssertFound(FindingKind.TailCut, named, await ledger.VerifyAsync());
        AssertFound(FindingKind.TailCut, named, await ledger.VerifyAsync(new ProofScope.OneWallet(Partner, ledger.Empty)));

        async Task<LedgerRow?[]> ReadAsync() => [.. await Task.WhenAll(rowKeys.Select(async rowKey => (await ledger.Bench.Store.FindAsync(Zero, rowKey, CancellationToken.None))?.Row))];
    }

    [Fact]
    public async Task A_wallet_that_is_gone_with_all_its_rows_is_found_by_the_daily_head()
    {
        await using ProvenLedger ledger = await ProvenLedger.NewAsync();
        await ledger.DeleteWalletAsync(ledger.Empty);
        await ledger.AssertCleanAsync();
        await ledger.RestoreAsync();
        await SignAsync(ledger);

        await ledger.DeleteWalletAsync(ledger.Empty);

        AssertFound(FindingKind.WalletMissing, RowKeys.Wallet(ledger.Empty), await ledger.VerifyAsync());
    }

    [Fact]
    public async Task What_was_cut_is_not_signed_away()
    {
        var clock = new ProofClock();
        await using ProvenLedger ledger = await ProvenLedger.NewAsync(clock);
        SortedDictionary<string, LedgerRow> earlier = await LedgerRows.ReadAsync(ledger.Bench.Store, Zero);
        await AcceptedAsync(ledger.Bench.TransferAsync(ledger.Bob, ledger.AliceToo, 7, "last"));
        await SignAsync(ledger);
        await PutBackAsync(ledger, earlier);
        await ledger.DeleteWalletAsync(ledger.Empty);
        clock.Advance(TimeSpan.FromDays(1));

        HeadOutcome outcome = await NewSigner(ledger).SignAsync(Zero, CancellationToken.None);

        IReadOnlyList<Finding> findings = Assert.IsType<HeadOutcome.Contradicted>(outcome).Findings;
        Assert.Equal(
            [RowKeys.Entry(ledger.Bob, 8), RowKeys.Entry(ledger.AliceToo, 2), RowKeys.Wallet(ledger.Empty)],
            findings.Select(finding => finding.RowKey).Order(StringComparer.Ordinal));
        Assert.Single(await ledger.Heads.ListAsync(Zero, CancellationToken.None));
    }

    internal static DailyHeadSigner NewSigner(ProvenLedger ledger) => new(ledger.Bench.Store, ledger.Heads, Keys, ledger.Bench.Clock);

    internal static async Task SignAsync(ProvenLedger ledger)
    {
        Assert.IsType<HeadOutcome.Made>(await NewSigner(ledger).SignAsync(Zero, CancellationToken.None));
        Assert.IsType<HeadOutcome.Made>(await NewSigner(ledger).SignAsync(ProvenLedger.Seven, CancellationToken.None));
    }

    private static async Task PutBackAsync(ProvenLedger ledger, SortedDictionary<string, LedgerRow> earlier)
    {
        foreach (string rowKey in (await LedgerRows.ReadAsync(ledger.Bench.Store, Zero)).Keys)
        {
            await ledger.SetAsync(Zero, rowKey, earlier.GetValueOrDefault(rowKey));
        }
    }

    private static void AssertFound(FindingKind kind, string rowKey, VerifyReport report) =>
        Assert.Equal((kind, rowKey), report.Findings is [var first, ..] ? (first.Kind, first.RowKey) : default);
}
