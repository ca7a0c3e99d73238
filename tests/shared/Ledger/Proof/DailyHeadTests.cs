using System.Text;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Proof;
using WalletFunctions.Shared.Ledger.Proof.Heads;
using Xunit;
using static WalletFunctions.Tests.Shared.Ledger.LedgerBench;

namespace WalletFunctions.Tests.Shared.Ledger.Proof;

public sealed class DailyHeadTests
{
    private readonly ProofClock _clock = new();

    [Fact]
    public async Task The_first_head_of_a_day_stands()
    {
        await using ProvenLedger ledger = await ProvenLedger.NewAsync(_clock);
        DailyHeadSigner signer = TailCutTests.NewSigner(ledger);

        DailyHead head = Assert.IsType<HeadOutcome.Made>(await signer.SignAsync(Zero, CancellationToken.None)).Head;
        Assert.IsType<HeadOutcome.Stood>(await signer.SignAsync(Zero, CancellationToken.None));

        Assert.Equal((new DateOnly(2026, 11, 20), 7, string.Empty), (head.Date, (int)head.Wallets, head.Previous));
        Assert.Equal(head, Assert.Single(await ledger.Heads.ListAsync(Zero, CancellationToken.None)));
    }

    [Fact]
    public async Task Each_head_names_the_one_before_and_wallets_may_go_on()
    {
        await using ProvenLedger ledger = await ProvenLedger.NewAsync(_clock);
        List<DailyHead> heads = await SignThreeDaysAsync(ledger);

        Assert.Equal([string.Empty, heads[0].Signature, heads[1].Signature], heads.Select(head => head.Previous));
        VerifyReport report = await ledger.VerifyAsync(new ProofScope.OnePartition(Zero));
        Assert.Equal((true, 3), (report.IsClean, (int)report.Counts.Heads));
    }

    [Fact]
    public async Task A_head_that_is_gone_between_two_others_is_missed()
    {
        await using ProvenLedger ledger = await ProvenLedger.NewAsync(_clock);
        List<DailyHead> heads = await SignThreeDaysAsync(ledger);

        ledger.Heads.Tamper(Zero, heads[1].Date, _ => null);

        Assert.Equal((FindingKind.HeadChanged, "head~2026-11-22"), First(await ledger.VerifyAsync()));
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.IsType<HeadOutcome.Contradicted>(await TailCutTests.NewSigner(ledger).SignAsync(Zero, CancellationToken.None));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_head_that_was_changed_is_named(int what)
    {
        await using ProvenLedger ledger = await ProvenLedger.NewAsync(_clock);
        List<DailyHead> heads = await SignThreeDaysAsync(ledger);

        ledger.Heads.Tamper(Zero, heads[2].Date, head => what switch
        {
            0 => head with { Wallets = head.Wallets - 1 },
            1 => head with { Parts = 0 },
            2 => head with { Previous = heads[0].Signature },
            _ => head with { KeyId = "k9" },
        });

        Assert.Equal((FindingKind.HeadChanged, "head~2026-11-22"), First(await ledger.VerifyAsync()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_part_that_was_changed_or_is_gone_is_named(bool isGone)
    {
        await using ProvenLedger ledger = await ProvenLedger.NewAsync(_clock);
        List<DailyHead> heads = await SignThreeDaysAsync(ledger);

        ledger.Heads.TamperPart(heads[2], 0, part => isGone ? null : part with { Lines = [.. part.Lines.Skip(1)] });

        Assert.Equal((FindingKind.HeadChanged, HeadKeys.Part(heads[2].Date, heads[2].TakenAt, 0)), First(await ledger.VerifyAsync()));
    }

    [Fact]
    public async Task Many_wallets_are_signed_in_parts()
    {
        await using var bench = new LedgerBench(clock: _clock);
        for (int i = 0; i <= DailyHeadPart.MaxLines; i++)
        {
            await bench.OpenAsync($"w{i}");
        }

        var heads = new InMemoryDailyHeadStore();
        var signer = new DailyHeadSigner(bench.Store, heads, Keys, _clock);
        DailyHead head = Assert.IsType<HeadOutcome.Made>(await signer.SignAsync(Zero, CancellationToken.None)).Head;
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.IsType<HeadOutcome.Made>(await signer.SignAsync(Zero, CancellationToken.None));

        Assert.Equal((2, DailyHeadPart.MaxLines + 1), (head.Parts, (int)head.Wallets));
        VerifyReport report = await new LedgerVerifier(bench.Store, heads, EveryTransaction.IsFinished, Keys, _clock)
            .VerifyAsync(new ProofScope.OnePartition(Zero), watermarks: null, progress: null, CancellationToken.None);
        Assert.True(report.IsClean);
    }

    [Fact]
    public async Task Former_keys_still_prove_and_a_key_that_is_lost_is_named()
    {
        await using ProvenLedger ledger = await ProvenLedger.NewAsync(_clock);
        await TailCutTests.SignAsync(ledger);
        var next = new HashKey("k2", Encoding.UTF8.GetBytes("another key of the bank, 32 bytes"));
        _clock.Advance(TimeSpan.FromDays(1));
        var rotated = new HashKeyRing(next, Keys.Current);
        Assert.IsType<HeadOutcome.Made>(await new DailyHeadSigner(ledger.Bench.Store, ledger.Heads, rotated, _clock).SignAsync(Zero, CancellationToken.None));

        Task<VerifyReport> With(HashKeyRing keys) => ledger.NewVerifier(keys).VerifyAsync(new ProofScope.OnePartition(Zero), watermarks: null, progress: null, CancellationToken.None);

        Assert.True((await With(rotated)).IsClean);
        Assert.Contains((await With(new HashKeyRing(next))).Findings, finding => finding.Kind == FindingKind.HashKeyUnknown);
        Assert.Equal((FindingKind.HeadChanged, "head~2026-11-21"), First(await With(Keys)));
    }

    private async Task<List<DailyHead>> SignThreeDaysAsync(ProvenLedger ledger)
    {
        var heads = new List<DailyHead>();
        for (int day = 0; day < 3; day++)
        {
            heads.Add(Assert.IsType<HeadOutcome.Made>(await TailCutTests.NewSigner(ledger).SignAsync(Zero, CancellationToken.None)).Head);
            await AcceptedAsync(ledger.Bench.TransferAsync(ledger.Bob, ledger.AliceToo, 1));
            await AcceptedAsync(ledger.Bench.SetStatusAsync(ledger.Empty, WalletStatus.Active));
            if (day < 2)
            {
                _clock.Advance(TimeSpan.FromDays(1));
            }
        }

        return heads;
    }

    private static (FindingKind Kind, string RowKey) First(VerifyReport report) => (report.Findings[0].Kind, report.Findings[0].RowKey);
}
