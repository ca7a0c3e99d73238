using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Tests.Shared.Ledger.Model;

/// <summary>Plays a scenario: turns each move, with the state it meets, into commands.</summary>
internal sealed partial class MovePlayer(ScenarioRun run, Scenario scenario)
{
    private readonly List<object> _history = [];
    private readonly Dictionary<WalletId, object> _lastChange = [];
    private int _number;

    private LedgerModel Model => run.Model;

    public async Task PlayAsync()
    {
        await BeginAsync();
        foreach (var move in scenario.Moves)
        {
            await PlayAsync(move);
        }
    }

    private async Task BeginAsync()
    {
        int opened = ScenarioWorld.Slots.Count - (scenario.Setup % 3);
        foreach (var slot in ScenarioWorld.Slots.Take(opened))
        {
            _number++;
            await SendAsync(slot.Open(scenario.Setup + (_number * (1 + (scenario.Setup % 5)))));
            var seed = new Money(1_200, slot.Currency);
            await SendAsync(Posting(slot.Partition, [PostingLine.Debit(WalletType.Settlement, seed), PostingLine.Credit(slot.Wallet, seed)]) with
            {
                Purpose = PostingPurpose.Compensation,
            });
        }
    }

    private Task PlayAsync(Move move)
    {
        _number++;
        return move.Kind switch
        {
            MoveKind.Wait => WaitAsync(move),
            MoveKind.Deposit => DepositAsync(move),
            MoveKind.Transfer => TransferAsync(move),
            MoveKind.Withdraw => WithdrawAsync(move),
            MoveKind.Fan => FanAsync(move),
            MoveKind.Chain => ChainAsync(move),
            MoveKind.Legs => LegsAsync(move),
            MoveKind.TwoCurrencies => TwoCurrenciesAsync(move),
            MoveKind.Malformed => MalformedAsync(move),
            MoveKind.Compensate => CompensateAsync(move),
            MoveKind.Hold => HoldAsync(move, HoldKind.Outgoing),
            MoveKind.Reserve => HoldAsync(move, HoldKind.Inbound),
            MoveKind.Capture => CaptureAsync(move),
            MoveKind.Release => ReleaseAsync(move),
            MoveKind.Reverse => ReverseAsync(move),
            MoveKind.Refund => RefundAsync(move),
            MoveKind.Cancel => CancelAsync(move),
            MoveKind.Replay => ReplayAsync(move),
            MoveKind.Forge => ForgeAsync(move),
            MoveKind.Open => OpenAsync(move),
            MoveKind.Status => StatusAsync(move),
            MoveKind.Terms => TermsAsync(move),
            MoveKind.Cross => CrossAsync(move),
            _ => throw new ArgumentOutOfRangeException(nameof(move)),
        };
    }

    private async Task<bool> SendAsync(object command)
    {
        bool accepted = await run.SendAsync(command);
        if (command is ChangeWalletStatus or ChangeWalletTerms)
        {
            if (accepted)
            {
                _lastChange[command is ChangeWalletStatus status ? status.Wallet : ((ChangeWalletTerms)command).Wallet] = command;
            }
        }
        else
        {
            _history.Add(command);
        }

        return accepted;
    }

    private PostLines Posting(LedgerPartition partition, IReadOnlyList<PostingLine> lines) => new()
    {
        Partition = partition,
        Id = ScenarioIds.Posting(_number),
        Transaction = ScenarioIds.Transaction(_number),
        BookingDate = run.Clock.Today,
        Lines = lines,
    };

    /// <summary>A slot, nearly always in the first partition, so that the moves meet.</summary>
    private static WalletSlot SlotOf(int number) => ScenarioWorld.Slots[number % ScenarioWorld.Slots.Count];

    /// <summary>A slot of the same partition and currency as another, if there is one.</summary>
    private static WalletSlot Companion(WalletSlot slot, int number) =>
        Pick(ScenarioWorld.Slots.Where(other => other != slot && other.Partition == slot.Partition && other.Currency == slot.Currency).ToList(), number) ?? slot;

    private Money Amount(Move move, WalletSlot slot, EntryDirection direction) =>
        new(MoveAmounts.Of(move, Model, Model.Find(slot.Wallet), direction), slot.Currency);

    private static T? Pick<T>(IReadOnlyList<T> items, int number) where T : class => items.Count == 0 ? null : items[number % items.Count];
}
