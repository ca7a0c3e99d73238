using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Refusals;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Ledger.Storage;
using WalletFunctions.Shared.Ledger.Writing;
using Xunit;
using static WalletFunctions.Tests.Shared.Ledger.LedgerBench;

namespace WalletFunctions.Tests.Shared.Ledger.Faults;

/// <summary>Two processes on one store, everything goes wrong at random, and callers send again until they know.</summary>
public sealed class LedgerFaultProperties
{
    private const int Commands = 120;
    private const int Callers = 12;
    private const int Wallets = 5;
    private const long Funds = 30;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Everything_accepted_is_there_once_and_nothing_else(int seed)
    {
        var store = new InMemoryLedgerStore();
        var chaos = new Chaos(seed);
        await using LedgerBench one = NewBench(store, chaos, 0), other = NewBench(store, chaos, 1), calm = new LedgerBench(store, options: new LedgerWriterOptions { Slot = 2 });
        WalletId[] wallets = await Task.WhenAll(Enumerable.Range(0, Wallets).Select(number => calm.OpenAsync($"w{number}", Funds)));
        PostLines[] commands = [.. NewCommands(wallets, new Random(seed))];

        chaos.IsOn = true;
        var answers = new LedgerResult<PostingReceipt>[Commands];
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            for (int i = caller; i < Commands; i += Callers)
            {
                answers[i] = await SendUntilKnownAsync(commands[i], i % 2 == 0 ? one : other, i % 2 == 0 ? other : one);
            }
        })));
        chaos.IsOn = false;
        await chaos.LetEverythingArriveAsync();

        LedgerAudit audit = await LedgerAudit.ReadAsync(store, Zero);
        audit.MustHold();
        Assert.Equal(
            commands.Where((_, i) => answers[i].IsAccepted).Select(command => command.Id.Value).Concat(wallets.Select((_, number) => Posting($"open-w{number}").Id.Value)).Order(StringComparer.Ordinal),
            audit.Postings.Select(posting => posting.Id.Value).Order(StringComparer.Ordinal));
        Assert.Equal(
            commands.Where((_, i) => !answers[i].IsAccepted).Select(command => (RowKeys.Posting(command.Id), answers[Array.IndexOf(commands, command)].Refusal!)).OrderBy(refused => refused.Item1, StringComparer.Ordinal),
            audit.Refusals.Select(refusal => (refusal.RowKey, refusal.Refusal)).OrderBy(refused => refused.RowKey, StringComparer.Ordinal));
        Assert.All(answers.Where(answer => !answer.IsAccepted), answer => Assert.IsType<InsufficientFunds>(answer.Refusal));
        for (int i = 0; i < Commands; i++)
        {
            LedgerResult<PostingReceipt> again = await calm.Ledger.PostAsync(commands[i], CancellationToken.None);
            Assert.True(again.Replayed);
            Assert.Equal(answers[i].Refusal, again.Refusal);
            Assert.Equal(answers[i].Value?.Lines, again.Value?.Lines);
        }
    }

    private static LedgerBench NewBench(InMemoryLedgerStore store, Chaos chaos, int slot) => new(
        new FaultyStore(store) { OnRead = _ => chaos.Next(isWrite: false), OnWrite = _ => chaos.Next(isWrite: true) },
        options: new LedgerWriterOptions
        {
            Slot = slot,
            CallTimeout = TimeSpan.FromMilliseconds(30),
            CommandTimeout = TimeSpan.FromMilliseconds(200),
            FirstRetryDelay = TimeSpan.FromMilliseconds(1),
            MaxRetryDelay = TimeSpan.FromMilliseconds(10),
        });

    private static IEnumerable<PostLines> NewCommands(WalletId[] wallets, Random random)
    {
        for (int i = 0; i < Commands; i++)
        {
            int from = random.Next(wallets.Length), to = (from + 1 + random.Next(wallets.Length - 1)) % wallets.Length;
            long amount = random.Next(1, 20);
            yield return random.Next(4) == 0
                ? Posting($"c{i}", PostingLine.Debit(wallets[from], Dollars(amount)), PostingLine.Credit(WalletType.Fee, Dollars(amount)))
                : Posting($"c{i}", PostingLine.Debit(wallets[from], Dollars(amount)), PostingLine.Credit(wallets[to], Dollars(amount)));
        }
    }

    private static async Task<LedgerResult<PostingReceipt>> SendUntilKnownAsync(PostLines command, LedgerBench first, LedgerBench then)
    {
        for (int attempt = 0; attempt < 1_000; attempt++)
        {
            try
            {
                return await (attempt % 2 == 0 ? first : then).Ledger.PostAsync(command, CancellationToken.None);
            }
            catch (Exception exception) when (exception is LedgerUnavailableException or FormatException)
            {
                // Told that nothing is known: what every caller does then is to send the same command again, here through the other process.
            }
        }

        throw new InvalidOperationException($"{command.Id} never had an outcome.");
    }
}
