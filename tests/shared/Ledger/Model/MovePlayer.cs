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
            var seed = new Money(1_200, slot.Currency);
            object[] commands =
            [
                slot.Open(scenario.Setup + (_number * (1 + (scenario.Setup % 5)))),
                Posting(slot.Partition, [PostingLine.Debit(WalletType.Settlement, seed), PostingLine.Credit(slot.Wallet, seed)]) with
                {
                    Purpose = PostingPurpose.Compensation,
                },
            ];
            foreach (object command in commands)
            {
                await run.AnswerAsync(command);
                _history.Add(command);
            }
        }

        await run.CheckWalletsAsync();
    }

    private async Task PlayAsync(Move move)
    {
        _number++;
        switch (move.Kind)
        {
            case MoveKind.Wait:
                await WaitAsync(move);
                break;
            case MoveKind.Release:
                await ReleaseAsync(move);
                break;
            case MoveKind.Cancel:
                await CancelAsync(move);
                break;
            case MoveKind.Replay:
                await ReplayAsync(move);
                break;
            case MoveKind.Forge:
                await ForgeAsync(move);
                break;
            case MoveKind.Status:
                await StatusAsync(move);
                break;
            case MoveKind.Cross:
                await CrossAsync(move);
                break;
            case MoveKind.Session:
                await SessionAsync(move);
                break;
            case MoveKind.SessionBack:
                await SessionBackAsync(move);
                break;
            case MoveKind.Burst:
                await BurstAsync(move);
                break;
            default:
                if (CommandOf(move) is { } command)
                {
                    await SendAsync(command);
                }

                break;
        }
    }

    /// <summary>The one command of a move; null: there is nothing for it to do.</summary>
    private object? CommandOf(Move move) => move.Kind switch
    {
        MoveKind.Deposit => Deposit(move),
        MoveKind.Transfer => Transfer(move),
        MoveKind.Withdraw => Withdraw(move),
        MoveKind.Fan => Fan(move),
        MoveKind.Chain => Chain(move),
        MoveKind.Legs => Legs(move),
        MoveKind.TwoCurrencies => TwoCurrencies(move),
        MoveKind.Malformed => Malformed(move),
        MoveKind.Compensate => Compensate(move),
        MoveKind.Hold => Hold(move, HoldKind.Outgoing),
        MoveKind.Reserve => Hold(move, HoldKind.Inbound),
        MoveKind.Capture => Capture(move),
        MoveKind.Reverse => Reverse(move),
        MoveKind.Refund => Refund(move),
        MoveKind.UndoHold => UndoHold(move),
        MoveKind.Open => Open(move),
        MoveKind.Terms => Terms(move),
        _ => throw new ArgumentOutOfRangeException(nameof(move)),
    };

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
