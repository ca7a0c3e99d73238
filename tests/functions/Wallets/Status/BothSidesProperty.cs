using System.Globalization;
using Azure.Messaging.ServiceBus;
using FsCheck;
using FsCheck.Fluent;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Banking;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Wallets.Status;
using WalletFunctions.Tests.Testing;
using WalletFunctions.Tests.Testing.Banking;
using Xunit;

namespace WalletFunctions.Tests.Functions.Wallets.Status;

/// <summary>
/// Both sides change a wallet's status in any order, with events that come late, twice or out of order, a ledger that dies before or after a call, a bank that does not answer and a bus that
/// is down. Once all of it is healed and swept, both sides see the same, every version was told to one side alone, and nobody was told of its own change.
/// </summary>
public sealed class BothSidesProperty
{
    private const ulong Seed = 20_261_120;
    private static readonly WalletStatus[] Wishes = [WalletStatus.Active, WalletStatus.Suspended, WalletStatus.Blocked];

    private static readonly Gen<Move> Moves = Gen.Frequency(
        (6, from wish in Gen.Choose(0, 2) from isStale in Gen.Elements(false, false, false, true) select (Move)new Move.Put(Wishes[wish], isStale)),
        (6, from blocks in Gen.Elements(true, false) from isHeldBack in Gen.Elements(true, false) select (Move)new Move.Happen(blocks, isHeldBack)),
        (4, from number in Gen.Choose(0, 99) select (Move)new Move.Deliver(number)),
        (3, Gen.Constant((Move)new Move.Tell())),
        (2, Gen.Constant((Move)new Move.Sweep())),
        (3, from calls in Gen.Choose(1, 3) from isBefore in Gen.Elements(true, false) select (Move)new Move.BreakLedger(calls, isBefore)),
        (1, from isDown in Gen.Elements(true, false) select (Move)new Move.Bus(isDown)),
        (1, from isSilent in Gen.Elements(true, false) select (Move)new Move.Bank(isSilent)));

    [Fact]
    public void Both_sides_end_with_the_same_status_and_nobody_hears_of_its_own_change()
    {
        var config = FixedSeed.Cases(150, Seed);
        Check.One(config, Prop.ForAll(Moves.ListOf().ToArbitrary(), moves => Task.Run(() => PlayAsync([.. moves])).GetAwaiter().GetResult()));
    }

    private static async Task PlayAsync(IReadOnlyList<Move> moves)
    {
        FaultyLedger? faulty = null;
        var bank = new SilentBank();
        await using var bench = new WalletBench(bank, book => faulty = new FaultyLedger(book));
        var wallet = await bench.OpenAsync();
        var first = (await bench.WalletAsync(wallet)).StatusVersion;
        var events = new List<BankEvent>();
        foreach (var move in moves)
        {
            try
            {
                await PlayAsync(move, bench, faulty!, bank, wallet, events);
            }
            catch (Exception outage) when (outage is LedgerUnavailableException or ServiceBusException or AggregateException)
            {
                // The process died there; whoever sent it sends it again, or the sweeper finds it.
            }
        }

        faulty!.Heal();
        bank.IsSilent = false;
        bench.Bus.IsDown = false;
        foreach (var bankEvent in Enumerable.Reverse(events))
        {
            await bench.ReceiveAsync(bankEvent);
        }

        await bench.SweepAsync();
        await bench.TellStartedAsync();
        await CheckAsync(bench, bank, wallet, first, events);
    }

    private static async Task PlayAsync(Move move, WalletBench bench, FaultyLedger faulty, SilentBank bank, WalletId wallet, List<BankEvent> events)
    {
        switch (move)
        {
            case Move.Put it:
                var version = (await bench.WalletAsync(wallet)).StatusVersion;
                await bench.PutAsync(wallet, it.Status, it.IsStale ? version - 1 : version);
                break;
            case Move.Happen it:
                events.Add(bench.StatusEvent(wallet, it.Blocks ? BankEventType.WalletBlocked : BankEventType.WalletUnblocked, events.Count + 1));
                if (!it.IsHeldBack)
                {
                    await bench.ReceiveAsync(events[^1]);
                }

                break;
            case Move.Deliver it when events.Count > 0:
                await bench.ReceiveAsync(events[it.Number % events.Count]);
                break;
            case Move.Tell:
                await bench.TellStartedAsync();
                break;
            case Move.Sweep:
                await bench.SweepAsync();
                break;
            case Move.BreakLedger it:
                faulty.FailAfter(it.Calls, it.IsBefore);
                break;
            case Move.Bus it:
                bench.Bus.IsDown = it.IsDown;
                break;
            case Move.Bank it:
                bank.IsSilent = it.IsSilent;
                break;
            default:
                break;
        }
    }

    private static async Task CheckAsync(WalletBench bench, SilentBank bank, WalletId wallet, int first, List<BankEvent> events)
    {
        var stands = await bench.WalletAsync(wallet);
        var banksOwn = events.Count > 0 && events[^1].Type == BankEventType.WalletBlocked ? WalletStatus.Blocked : WalletStatus.Active;
        Assert.Equal(banksOwn, stands.BankStatus);

        // The bank knows its own status, and the partner's by the newest notice; the fintech knows its own, and the bank's by the newest event.
        var notices = bank.Heard.Notices.ToArray();
        var partnersAtBank = notices.MaxBy(notice => notice.Version)?.Status ?? WalletStatus.Active;
        Assert.Equal(stands.Status, EffectiveStatus.Of(partnersAtBank, banksOwn));
        var toldPartner = bench.ToldPartner(wallet).Select(version => int.Parse(version, CultureInfo.InvariantCulture)).Distinct().ToArray();
        var banksAtPartner = toldPartner.Length == 0 ? WalletStatus.Active : bench.Changes.All.Single(change => change.Version == toldPartner.Max()).BankStatus;
        Assert.Equal(stands.Status, EffectiveStatus.Of(stands.PartnerStatus, banksAtPartner));

        // Every version was told, to one side, and not to the side that made it.
        var toldBank = notices.Select(notice => (int)notice.Version).Distinct().ToArray();
        Assert.Empty(toldBank.Intersect(toldPartner));
        Assert.Equal(Enumerable.Range(first + 1, stands.StatusVersion - first), toldBank.Concat(toldPartner).Order());
        Assert.All(bench.Changes.All, change => Assert.True(change.Receipt is not null && (change.Side == StatusSide.Partner ? toldBank : toldPartner).Contains(change.Version), change.Id));
    }

    /// <summary>What happens next.</summary>
    private abstract record Move
    {
        public sealed record Put(WalletStatus Status, bool IsStale) : Move;

        public sealed record Happen(bool Blocks, bool IsHeldBack) : Move;

        public sealed record Deliver(int Number) : Move;

        public sealed record Tell : Move;

        public sealed record Sweep : Move;

        public sealed record BreakLedger(int Calls, bool IsBefore) : Move;

        public sealed record Bus(bool IsDown) : Move;

        public sealed record Bank(bool IsSilent) : Move;
    }

    /// <summary>A bank whose answers get lost: it has heard what it was told.</summary>
    private sealed class SilentBank : IBankGateway
    {
        public FakeBank Heard { get; } = new();

        public bool IsSilent { get; set; }

        public Task<BankAnswer> InstructAsync(BankInstruction instruction, CancellationToken cancellationToken) => Heard.InstructAsync(instruction, cancellationToken);

        public Task<BankAnswer> QueryAsync(PartnerId partner, BankReference reference, CancellationToken cancellationToken) =>
            Heard.QueryAsync(partner, reference, cancellationToken);

        public Task<AccountAnswer> OpenAccountAsync(AccountOpening opening, CancellationToken cancellationToken) => Heard.OpenAccountAsync(opening, cancellationToken);

        public async Task<StatusAnswer> TellStatusAsync(StatusNotice notice, CancellationToken cancellationToken)
        {
            var answer = await Heard.TellStatusAsync(notice, cancellationToken);
            return IsSilent ? new StatusAnswer.Unclear(UnclearCodes.Timeout) : answer;
        }
    }
}
