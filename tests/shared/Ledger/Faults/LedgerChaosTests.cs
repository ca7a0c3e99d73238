using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Ledger.Proof;
using WalletFunctions.Shared.Ledger.Proof.Heads;
using WalletFunctions.Shared.Ledger.Proof.Rebuilding;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Storage;
using WalletFunctions.Shared.Ledger.Writing;
using WalletFunctions.Tests.Shared.Ledger.Proof;
using Xunit;
using static WalletFunctions.Tests.Shared.Ledger.LedgerBench;

namespace WalletFunctions.Tests.Shared.Ledger.Faults;

/// <summary>
/// Commands of every kind, each through two processes at the same time, while everything goes wrong at random: both callers get the same outcome, it stays, and what stands in the end is
/// proven row by row and rebuilt from nothing to the same.
/// </summary>
public sealed class LedgerChaosTests
{
    private const int Wallets = 4;
    private const int Rounds = 30;
    private const long Funds = 60;
    private static readonly ProofScope.OnePartition Whole = new(Zero);
    private readonly InMemoryLedgerStore _store = new();

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    public async Task Commands_of_every_kind_have_one_outcome_whatever_goes_wrong(int seed)
    {
        var chaos = new Chaos(seed);
        var random = new Random(seed);
        await using LedgerBench one = NewBench(chaos, 0), other = NewBench(chaos, 1), calm = new LedgerBench(_store, options: new LedgerWriterOptions { Slot = 2 });
        LedgerBench[] benches = [one, other, calm];
        LimitProfileId shared = LimitProfileId.Parse("shared");
        foreach (LedgerBench bench in benches)
        {
            bench.Profile("shared", new LimitRule { Customer = LimitSet.None });
        }

        WalletId[] wallets = await Task.WhenAll(Enumerable.Range(0, Wallets).Select(number => calm.OpenAsync($"w{number}", Funds, profile: shared, customer: $"c{number / 2}")));
        List<Func<LedgerBench, Task<string>>> commands = [.. Enumerable.Range(0, Rounds).SelectMany(round => NewCommands(round, wallets, random))];

        chaos.IsOn = true;
        var outcomes = new (string One, string Other)[commands.Count];
        await Parallel.ForAsync(0, commands.Count, new ParallelOptions { MaxDegreeOfParallelism = 12 }, async (place, _) =>
        {
            Task<string> second = SendUntilKnownAsync(commands[place], other, one);
            outcomes[place] = (await SendUntilKnownAsync(commands[place], one, other), await second);
        });
        chaos.IsOn = false;
        await chaos.LetEverythingArriveAsync();

        Assert.All(outcomes, outcome => Assert.Equal(outcome.One, outcome.Other));
        for (int i = 0; i < commands.Count; i++)
        {
            Assert.Equal(outcomes[i].One, await commands[i](calm));
        }

        VerifyReport verified = await new LedgerVerifier(_store, new InMemoryDailyHeadStore(), EveryTransaction.IsFinished, Keys, TimeProvider.System)
            .VerifyAsync(Whole, watermarks: null, progress: null, CancellationToken.None);
        RebuildReport rebuilt = await new LedgerRebuilder(_store, new InMemoryDailyHeadStore(), Keys, TimeProvider.System).RebuildAsync(Whole, progress: null, CancellationToken.None);
        Assert.Equal(string.Empty, string.Join('\n', verified.Findings.Concat(rebuilt.Damage)));
        Assert.Equal((0L, 0L), (rebuilt.Wallets, rebuilt.Customers));
        Assert.True(outcomes.Count(outcome => outcome.One.StartsWith("accepted", StringComparison.Ordinal)) > Rounds, "Too little was accepted to prove anything.");
    }

    /// <summary>
    /// A transfer that is canceled, reversed and refunded by whoever comes first, and a hold that is captured and released by whoever comes first. Each says its outcome in words that stay
    /// the same for good.
    /// </summary>
    private static IEnumerable<Func<LedgerBench, Task<string>>> NewCommands(int round, WalletId[] wallets, Random random)
    {
        WalletId from = wallets[random.Next(Wallets)], to = wallets[random.Next(Wallets)];
        long amount = random.Next(1, 25);
        PostLines transfer = Posting($"t{round}", PostingLine.Debit(from, Dollars(amount)), PostingLine.Credit(to, Dollars(amount)));
        yield return bench => TellAsync(bench.Ledger.PostAsync(transfer, CancellationToken.None));
        if (round % 3 == 0)
        {
            yield return bench => TellAsync(bench.Ledger.RefuseAsync(new RefusePosting(Zero, transfer.Id), CancellationToken.None));
        }

        var reversal = new ReversePosting { Partition = Zero, Original = transfer.Id, Transaction = TransactionNamed($"back{round}"), BookingDate = Date, Purpose = (PostingPurpose)(1 + (round % 2)) };
        yield return bench => TellAsync(bench.Ledger.ReverseAsync(reversal, CancellationToken.None));
        PostLines refund = Posting($"refund{round}", PostingLine.Debit(to, Dollars(1)), PostingLine.Credit(from, Dollars(1))) with
        {
            Undo = new UndoOf(transfer.Id, UndoKind.Refund),
            Purpose = PostingPurpose.Reversal,
        };
        yield return bench => TellAsync(bench.Ledger.PostAsync(refund, CancellationToken.None));

        PlaceHold hold = Hold(from, $"h{round}", amount, random.Next(2) == 0 ? HoldKind.Outgoing : HoldKind.Inbound);
        yield return async bench => (await TellAsync(bench.Ledger.HoldAsync(hold, CancellationToken.None))).Split(' ')[0];
        PostLines capture = (hold.Kind == HoldKind.Outgoing
            ? Posting($"caught{round}", PostingLine.Debit(from, Dollars(amount)), PostingLine.Credit(WalletType.Settlement, Dollars(amount)))
            : Posting($"caught{round}", PostingLine.Debit(WalletType.Settlement, Dollars(amount)), PostingLine.Credit(from, Dollars(amount)))) with
        {
            Captures = [new HoldCapture(from, hold.Id, Dollars(Math.Max(1, amount / 2)))],
        };
        yield return bench => TellAsync(bench.Ledger.PostAsync(capture, CancellationToken.None));
        if (round % 2 == 0)
        {
            yield return async bench => (await TellAsync(bench.Ledger.ReleaseAsync(new ReleaseHold { Partner = Partner, Wallet = from, Id = hold.Id }, CancellationToken.None))).Split(' ')[0];
        }
    }

    private static async Task<string> TellAsync<T>(Task<LedgerResult<T>> result) where T : class => await result switch
    {
        { IsAccepted: true, Value: PostingReceipt posted } => $"accepted {string.Join(',', posted.Lines.Select(line => $"{line.Wallet} {line.Sequence} {line.BalanceAfter.Minor}"))}",
        { IsAccepted: true } => "accepted",
        { Refusal: var refusal } => $"refused {refusal}",
    };

    private LedgerBench NewBench(Chaos chaos, int slot) => new(
        new FaultyStore(_store) { OnRead = _ => chaos.Next(isWrite: false), OnWrite = _ => chaos.Next(isWrite: true) },
        options: new LedgerWriterOptions
        {
            Slot = slot,
            CallTimeout = TimeSpan.FromMilliseconds(30),
            CommandTimeout = TimeSpan.FromMilliseconds(200),
            FirstRetryDelay = TimeSpan.FromMilliseconds(1),
            MaxRetryDelay = TimeSpan.FromMilliseconds(10),
        });

    private static async Task<string> SendUntilKnownAsync(Func<LedgerBench, Task<string>> command, LedgerBench first, LedgerBench then)
    {
        for (int attempt = 0; attempt < 1_000; attempt++)
        {
            try
            {
                return await command(attempt % 2 == 0 ? first : then);
            }
            catch (Exception exception) when (exception is LedgerUnavailableException or FormatException)
            {
                // Told that nothing is known: what every caller does then is to send the same command again, here through the other process.
            }
        }

        throw new InvalidOperationException("A command never had an outcome.");
    }
}
