using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using WalletFunctions.Ledger.Tables;
using WalletFunctions.Shared.Ledger.Proof;
using WalletFunctions.Shared.Ledger.Proof.Heads;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Ledger.Writing;
using WalletFunctions.Tests.Shared.Ledger.Faults;
using WalletFunctions.Tests.Shared.Ledger.Proof;
using WalletFunctions.Tests.Testing;
using WalletFunctions.WriterProcess;
using Xunit;

namespace WalletFunctions.Tests.Functions.Ledger;

/// <summary>Processes that write one ledger partition together are killed the hard way, one after the other, while all of them write.</summary>
public sealed class KilledWriterTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const int Rounds = 32;
    private const int ProcessesAtOnce = 4;
    private const int MostLinesOfALife = 60;
    private static readonly TimeSpan Deadline = TestPatience.Longest;
    private readonly ConcurrentDictionary<string, bool> _answers = new(StringComparer.Ordinal);
    private string _table = string.Empty;

    [Fact]
    public async Task Every_acknowledged_posting_is_there_once_and_none_is_half_there_however_often_its_process_is_killed()
    {
        _table = (await azurite.NewTableAsync("Ledger")).Name;
        TableLedgerStore store = TableStores.Of(azurite, _table);
        await using var ledger = new GroupCommitLedger(store, new WriterWorld(), WriterWorld.Keys, TimeProvider.System, new LedgerWriterOptions { Slot = 15 });
        await Task.WhenAll(Enumerable.Range(0, WriterWorld.Wallets).Select(async number =>
        {
            Assert.True((await ledger.OpenWalletAsync(WriterWorld.Open(number), CancellationToken.None)).IsAccepted);
            Assert.True((await ledger.PostAsync(WriterWorld.Fund(number), CancellationToken.None)).IsAccepted);
        }));

        int next = 0;
        await Task.WhenAll(Enumerable.Range(0, ProcessesAtOnce).Select(slot => Task.Run(async () =>
        {
            for (int round = Interlocked.Increment(ref next); round <= Rounds; round = Interlocked.Increment(ref next))
            {
                await LiveAndDieAsync(slot, round);
            }
        })));

        VerifyReport report = await new LedgerVerifier(store, new InMemoryDailyHeadStore(), EveryTransaction.IsFinished, WriterWorld.Keys, TimeProvider.System)
            .VerifyAsync(new ProofScope.Whole(WriterWorld.Partition.Partner, WriterWorld.Partition.Number + 1), watermarks: null, progress: null, CancellationToken.None);
        Assert.Equal(string.Empty, string.Join('\n', report.Findings));
        LedgerAudit audit = await LedgerAudit.ReadAsync(store, WriterWorld.Partition);
        audit.MustHold();
        HashSet<string> landed = [.. audit.Postings.Select(posting => posting.Id.Value)];
        HashSet<string> refused = [.. audit.Refusals.Select(refusal => refusal.RowKey)];
        Assert.All(_answers.Where(answer => answer.Value), answer => Assert.Contains(WriterWorld.IdOf(answer.Key).Value, landed));
        Assert.All(_answers.Where(answer => !answer.Value), answer => Assert.Contains(RowKeys.Posting(WriterWorld.IdOf(answer.Key)), refused));
        Assert.True(_answers.Count >= Rounds, $"Only {_answers.Count} postings were acknowledged.");

        // At most what each caller had under way when its process was killed landed without being acknowledged.
        Assert.InRange(landed.Count - WriterWorld.Wallets - _answers.Count(answer => answer.Value), 0, Rounds * 16);
    }

    private async Task LiveAndDieAsync(int slot, int round)
    {
        int lines = new Random(round).Next(1, MostLinesOfALife);
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(
                Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet",
                [
                    Path.Combine(AppContext.BaseDirectory, "WalletFunctions.WriterProcess.dll"),
                    azurite.ConnectionString,
                    _table,
                    slot.ToString(CultureInfo.InvariantCulture),
                    $"life-{round.ToString(CultureInfo.InvariantCulture)}",
                ])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            },
        };
        using var deadline = new CancellationTokenSource(Deadline);
        process.Start();
        try
        {
            int seen = 0;
            while (await process.StandardOutput.ReadLineAsync(deadline.Token) is { } line)
            {
                Note(line);
                if (++seen == lines)
                {
                    process.Kill();
                }
            }

            Assert.True(seen >= lines, $"Life {round} ended by itself after {seen} lines.");
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private void Note(string line)
    {
        if (line.Split(' ') is [var answer, var name, "."])
        {
            Assert.True(_answers.TryAdd(name, answer == "posted"), $"{name} was acknowledged twice.");
        }
    }
}
